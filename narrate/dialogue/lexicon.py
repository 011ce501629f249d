"""Word lists of English fiction: verbs of speech, titles, words for people, first names. General, from no one book."""

SPEECH_VERBS = frozenset(
    """said say says saying asked ask asks asking replied replies replying cried cries crying answered answers
    exclaimed exclaims whispered whispers whispering shouted shouts shouting added adds adding continued
    continues returned observed remarked began begins murmured murmurs murmuring muttered mutters muttering
    called calls demanded demands inquired inquires enquired repeated repeats explained explains declared
    declares interrupted interrupts screamed screams yelled yells laughed sighed groaned gasped snapped snaps
    growled growls agreed agrees admitted admits suggested suggests responded responds announced announces
    protested protests insisted insists interposed rejoined retorted retorts ejaculated pursued resumed
    proceeded told tells commented noted stated states sobbed moaned roared bellowed hissed hisses breathed
    stammered stuttered faltered pleaded begged begs urged ordered commanded warned warns promised confessed
    confesses concluded finished finishes mused wondered chuckled giggled snorted grunted grumbled drawled
    panted shrieked squealed wailed whimpered croaked purred teased teases joked countered objected argued
    conceded acknowledged affirmed confirmed corrected reminded assured persisted ventured volunteered hazarded
    quoted recited sang spoke coughed piped echoed chimed prompted offered offers advised greeted sneered
    scoffed jeered taunted barked spat chorused spluttered sputtered blurted mumbled mumbles gushed cooed
    crooned lied fumed raged thundered boomed rumbled rasped choked intoned pronounced proclaimed complained
    lamented whined sniffed sniffled implored beseeched entreated deadpanned quipped went put thought thinks
    texted signed yelped squeaked hollered cautioned lectured mouthed chirped scolded reasoned grinned pouted
    huffed beamed smirked screeched squawked snarled cursed vowed swore admonished chided apologized apologised
    encouraged instructed queried questioned wheedled cajoled coaxed hummed simpered babbled bragged boasted
    gloated bawled wept hinted mimicked mocked chastised reprimanded informed recounted clarified amended
    allowed dared accused challenged threatened snickered tittered fretted soothed comforted consoled reassured
    interjected exhaled bleated brayed cackled cawed chortled chattered clucked confided crowed griped groused
    guessed guffawed gulped howled keened nagged parroted pestered pondered pressed probed rambled ranted raved
    recalled reiterated relayed reported sassed shrilled shushed sighs slurred snarked sniped started supplied
    trailed tutted wheezed whooped yapped yawned yowled zinged bickered blustered bluffed cheered enthused
    erupted exploded gibbered gritted grouched husked inserted jabbered lilted lisped mewled moans mourned
    needled nattered opined postulated prattled prodded quavered quibbled quizzed railed remonstrated seethed
    shrugged smiled speculated surmised theorized theorised trilled twittered upbraided warbled whinged worried
    yammered""".split()
)
"""Verbs that report speech; a few (laughed, sighed) also stand alone, which the speech tag's shape must tell."""

WEAK_VERBS = frozenset(
    """laughed sighed groaned gasped chuckled giggled snorted coughed sniffed smiled grinned went put pouted huffed
    beamed smirked hummed wept snickered tittered fretted comforted consoled soothed exhaled allowed dared
    accused challenged threatened questioned mocked chattered clucked guessed guffawed gulped howled pestered
    pondered pressed probed rambled raved recalled relayed reported started supplied trailed wheezed whooped
    yawned yowled cheered erupted exploded gritted inserted mourned needled prodded quizzed seethed shrugged
    smiled speculated surmised worried""".split()
)
"""Verbs that report speech only when a comma ties them to the quotation."""

THOUGHT_VERBS = frozenset("thought thinks think thinking wondered wonders mused reflected".split())
"""Verbs that report what nobody hears; also told with "himself" and the like."""

FRENCH_SPEECH_VERBS = frozenset(
    """dit dis disait disais dirent répondit répond répondis répliqua demanda demande demandai demandait reprit
    reprend ajouta ajoute fit fis cria crie criai écria écrie écriai murmura murmure murmurai continua continue
    interrompit pensa soupira soupire chuchota chuchote hurla lança lance déclara déclare expliqua explique
    observa remarqua objecta poursuivit insista balbutia exclama protesta avoua conclut répéta gronda""".split()
)
"""Verbs that report speech in French, in the tenses of stories."""

ELISIONS = frozenset(
    """tis twas twere twill twould twasn tisn e em im er ere ow ave ad eard erself imself isself cause cos coz bout
    n til neath nough fraid spect gainst midst tween stead pon ullo ello elp ouse orse ome ope arf alf ead eart
    ell undred ands ard ot appen appened un aving specially ims ers erbert arry enry oo oos nother nuff kay cept
    t deed twixt fore hind cordin cording gen scuse pose""".split()
)
"""What is left of words whose beginning an apostrophe stands for: 'tis, 'em, 'cause."""

MENTION_WORDS = frozenset(
    """called named nicknamed dubbed read reads reading sign signs word words phrase term legend entitled titled
    labelled labeled title marked spelled spelt written inscribed inscription headline caption motto slogan
    letters book song poem novel movie film note banner label so-called expression name lyrics""".split()
)
"""Before words that are quoted but not spoken: a sign, a title, a word as a word."""

REACTIONS = frozenset(
    """nodded nods shrugged shrugs blinked blinks pondered ponders considered considers frowned frowns flinched
    winced stared stares glared glares hesitated hesitates paused listened stiffened swallowed gulped looked
    looks glanced glances thought thinks jumped turned turns complied obeyed accepted ignored gaped started
    reached took""".split()
)
"""What a listener does after hearing something."""

REACTION_NOUNS = frozenset("shrug nod sigh frown glance glare blush grimace wince".split())
"""The same as a noun: "allowed herself a shrug"."""

SPEAKING_CUES = frozenset(
    """speaking speak spoke talking talked said asked voice words answer answered reply replied question asking
    courage throat breath explanation explained told mouth whispered shouted called announced""".split()
)
"""In the sentence before a quotation: its subject is about to speak."""

MALE_TITLES = frozenset(
    """mr mister sir lord uncle father king prince reverend rev brother monsieur count baron duke squire signor
    herr master grandpa grandfather emperor dad daddy papa grandad granddad don senor señor abuelo tio tío
    signore sheikh pastor friar papá pappa pops gramps opa nonno appa tata tatay""".split()
)
FEMALE_TITLES = frozenset(
    """mrs miss ms lady madame mademoiselle mlle aunt auntie mother queen princess sister dame duchess countess
    baroness signora signorina madam mme frau fraulein nurse grandma grandmother granny mum mom mummy mommy mama
    mami maman mamá mamma mam gran oma nonna amma yiayia nanay abuelita
    senora señora señorita empress abuela tia tía dona doña mistress madre""".split()
)
RANKS = frozenset(
    """dr doctor judge officer agent detective professor prof captain capt colonel col major general inspector
    sergeant sgt lieutenant lt commander admiral president chief coach constable corporal private ensign cadet
    sheriff deputy marshal di dc ds dci pc warden minister senator governor mayor superintendent chef""".split()
)
"""Titles men and women bear, before last names more often than before first ones."""
OTHER_TITLES = RANKS | {"cousin"}
TITLES = MALE_TITLES | FEMALE_TITLES | OTHER_TITLES
KIN = frozenset(
    """mother father mum mom mummy mommy mama dad daddy papa grandma grandmother granny grandpa grandfather grandad
    granddad uncle aunt auntie mami maman mamá mamma mam gran oma nonna amma yiayia nanay abuela abuelita papá pappa
    pops gramps opa nonno appa tata tatay""".split()
)
"""Titles that are names on their own: "Mom came in"."""

RELATIONS = {
    called: noun
    for noun, names in {
        "mother": "mom mum mommy mummy mama mami maman mamá mamma mam amma nanay",
        "father": "dad daddy papa papá pappa pops appa tata tatay",
        "grandmother": "grandma granny gran oma nonna yiayia abuela abuelita",
        "grandfather": "grandpa grandad granddad gramps opa nonno abuelo",
        "aunt": "auntie tia tía",
        "uncle": "tio tío",
    }.items()
    for called in names.split()
}
"""What those are who are called so."""

_STYLED = """king queen prince princess lord captain colonel inspector sergeant lieutenant doctor professor judge
    officer agent detective commander admiral president coach constable corporal count baron duke duchess countess
    baroness emperor empress nurse squire reverend ensign chief sheriff deputy marshal major general warden
    mayor chef master"""
STYLED = {noun: noun for noun in _STYLED.split()} | {
    "dr": "doctor", "prof": "professor", "capt": "captain", "col": "colonel", "sgt": "sergeant", "lt": "lieutenant",
    "rev": "reverend", "sarge": "sergeant", "doc": "doctor", "cap": "captain", "skip": "captain", "skipper": "captain",
    "lieu": "lieutenant",
}  # fmt: skip
"""Titles whose bearer may be called by it alone: Queen Margaret is "the queen"."""

MALE_NOUNS = frozenset(
    """man boy gentleman lad fellow king prince lord father brother uncle son husband nephew grandfather butler
    policeman vicar clergyman waiter count duke monk priest constable footman coachman cabman sailor baronet
    squire barman actor guy wizard dad boyfriend groom landlord friar headmaster schoolmaster emperor abbot
    bishop bandsman salesman fireman watchman gateman doorman postman milkman frenchman irishman englishman
    scotsman swordsman fisherman boatman ferryman businessman cameraman""".split()
)
FEMALE_NOUNS = frozenset(
    """woman girl lady maid queen princess mother sister aunt daughter wife niece grandmother housekeeper housemaid
    nurse widow duchess countess governess witch mum mom landlady matron waitress actress barmaid blonde
    brunette girlfriend bride hostess empress abbess nun headmistress schoolmistress stewardess heiress mermaid
    goddess policewoman saleswoman businesswoman postwoman swordswoman chairwoman frenchwoman""".split()
)
OTHER_NOUNS = frozenset(
    """doctor child stranger servant cook captain colonel major officer soldier host guide driver professor judge
    lawyer student visitor guest speaker youth creature clerk secretary president minister engineer manager
    editor artist painter author detective surgeon chairman porter guard friend agent chief boss teacher redhead
    slayer vampire teenager teen kid newcomer bartender pilot medic receptionist librarian cop reporter demon
    angel assassin hunter healer mage knight elf dwarf robot android alien commander sergeant lieutenant
    neighbour neighbor courier attendant caretaker cashier barista barkeep bouncer operator dispatcher paramedic
    electrician plumber mechanic farmer baker butcher grocer fisher gardener groom bride undertaker solicitor
    attorney barrister accountant inspector corporal private ensign cadet helmsman gunner navigator
    quartermaster bosun sailor mate pirate smuggler thief burglar robber sheriff deputy marshal mayor governor
    senator ambassador envoy herald messenger page squire wizard sorcerer warlock necromancer alchemist bard
    ranger rogue paladin cleric ranger archer swordsman swordswoman warrior mercenary blacksmith innkeeper
    shopkeeper landlord ferryman boatman fisherman gateman doorman salesman saleswoman postman postwoman milkman
    fireman firefighter watchman gunman cameraman businessman businesswoman policewoman frenchman englishman
    irishman scotsman orderly intern resident therapist psychiatrist vet veterinarian pharmacist chemist
    scientist physicist linguist archivist historian novelist poet writer journalist photographer presenter
    producer director actor singer rapper drummer guitarist bassist pianist violinist cellist conductor dancer
    skater goalie goalkeeper bowler batsman striker coach trainer referee umpire rookie
    recruit veteran elder apprentice pupil prefect headmaster headmistress schoolmaster schoolmistress principal
    dean tutor nanny babysitter carer caregiver midwife psychic medium ghost goblin troll orc ogre giant dragon
    goddess god fairy faerie sprite mermaid siren werewolf wolf alpha beta omega spy spymaster hacker
    fixer bandit outlaw cowboy rancher drifter gambler preacher parson chaplain nun abbot abbess bishop cardinal
    pope rabbi imam emperor empress brother twin eldest youngest blond ginger hermit beggar tramp orphan runaway
    prisoner inmate suspect witness victim defendant client customer patient passenger commuter hitchhiker
    tourist traveller traveler pilgrim islander villager foreigner guitarist roommate flatmate housemate
    classmate teammate colleague partner rival assistant supervisor foreman steward stewardess hostess usher
    valet chauffeur cabbie trucker biker jogger lifeguard ranger scout counsellor counselor heir heiress
    alderman councillor treasurer chairwoman chairperson juror bailiff jailer gaoler warden warder turnkey
    executioner""".split()
)
PERSON_NOUNS = MALE_NOUNS | FEMALE_NOUNS | OTHER_NOUNS

NOT_NAMES = frozenset(
    """I The A An And But Or If When Then There Here This That These Those He She It They We You His Her Its Their
    Our My Your What Who Why How Where Which Yes No Not Oh Ah Well Now So As At In On Of To For From With By
    After Before While Once Chapter Part Book Volume Contents God Lord Heaven Christmas Easter Sunday Monday
    Tuesday Wednesday Thursday Friday Saturday January February March April May June July August September
    October November December English England French France German London Paris America American Italian Italy
    Europe Indian India Prologue Epilogue Indeed Good Come Let Do Is Are Was Were Had Have Has Be One Two Three
    All Some Any Every Each Nothing Something Everything Never Ever Just Only Perhaps Still Even Yet Suddenly
    Finally Though Although Because Since Until Unless Like Very Too More Most Much Such Nor Him Them Me Us
    Nobody Somebody Someone Everybody Everyone Anybody Anyone None Others Several Many Few Today Tonight
    Tomorrow Myself Himself Herself Mine Hers Please Thank Thanks Sorry Hello Hey Okay Ok Look Listen Wait Stop
    Go Get Maybe Both Neither Either Despite Instead Next Later Again Another Unable Trying Turning Looking
    Standing Sitting Taking Making Having Being Little Old Young Poor Dear Internet TV Mrs Mr Ms Dr Miss Sir
    Lady Street Road Avenue Hullo Hello Hallo Halloa Hush Aye Good-bye Goodbye Goodnight Farewell Bye Alas
    Hurrah Hooray Bravo Amen Damn Dammit Hell Jesus Christ Shit Fuck Fucking Gosh Golly Whoa Wow Yeah Yep Nope
    Nah Um Uh Er Erm Hm Hmm Huh Eh Aha Ha Haha Ugh Ouch Ow Shh Psst Right Fine Sure Great Nice True Exactly
    Absolutely Certainly Surely Really Honestly Actually Probably Possibly Obviously Apparently Clearly Of Tell
    Give Take Put Let Say See Think Try Keep Leave Stay Sit Stand Run Walk Call Ask Bring Hold Help Show Turn
    Watch Read Write Send Eat Drink Open Close Shut Move Hurry Forget Remember Listen Believe Trust Mind Imagine
    Suppose Guess Pardon Excuse Forgive Bless Welcome Congratulations Cheers Can Could Will Would Shall Should
    May Might Must Did Does Didn Don Doesn Won Wouldn Couldn Shouldn Isn Wasn Aren Ain Four Five Six Seven Eight
    Nine Ten Eleven Twelve Twenty Thirty Forty Fifty Hundred Thousand First Second Third Last Half Behind Above
    Below Beside Between Beyond Beneath Inside Outside Around Across Along Against About Upon Under Over Through
    Down Up Out Off Back Away Home Everywhere Somewhere Nowhere Anywhere Always Sometimes Often Usually Already
    Almost Quite Rather Enough Anyway However Therefore Meanwhile Otherwise Besides Moreover Nevertheless
    Afterwards Slowly Quickly Carefully Quietly Gently Softly Presently Somehow Whatever Whoever Whenever
    Wherever Whether While Whose Whom Except During Within Without Toward Towards According Unlike Beautiful
    Marvellous Wonderful Excellent Perfect Nature Providence Fate Fortune Death Love Time Life Truth Justice
    Bible Scripture Koran Gospel Satan Devil Almighty Saviour Highness Majesty Honour Honor Excellency Grace
    Holiness Lordship Ladyship Earth Sun Moon Mars Venus Jupiter Saturn North South East West Northern Southern
    Eastern Western Atlantic Pacific Mediterranean Thames Oxford Cambridge Rome Venice Florence Naples Vienna
    Berlin Madrid Moscow York Chicago Boston California Texas Washington Canada Australia Africa Asia China
    Japan Russia Spain Ireland Scotland Wales Egypt Greece Turkey Mexico Brazil""".split()
)
"""Capitalised words that begin a sentence or name something else than a person."""

PLACE_WORDS = frozenset(
    """Street Road Avenue Lane Square Hall House School College University Hotel Inn Bridge Park Station Hill Lake
    River Island Islands Church Castle Court Bay Beach Harbor Harbour Company Club Bank Hospital Abbey Gardens
    Garden Forest Mountain Mountains Valley County City Town Village Palace Tower Market Corner Place Row
    Terrace Cottage Farm Manor Lodge Academy Museum Library Theatre Theater Cafe Café Bar Grill Diner Centre
    Center Airport Ocean Sea Coast Cove Creek Falls Heights Woods Wood Green Common Fields Point Port Pier Quay
    Way Drive Close Committee Council Party Department Office Agency Society Association Institute Corporation
    Inc Ltd Times Post News Review Gazette Herald Army Navy Guard Force Corps Empire Kingdom Republic Union
    Federation War Treaty Act Prize Cup League Festival""".split()
)
"""Last words of what is a place, or a body of people."""

NATIONS = frozenset(
    """English French German Italian American Indian Indians Scots Scottish Irish Welsh Spanish Spaniard Spaniards
    Dutch Russian Russians Chinese Japanese Greek Greeks Roman Romans Turkish Turk Turks Polish Pole Poles
    Swedish Swede Danish Dane Danes Norwegian Austrian Hungarian Portuguese Mexican Canadian Australian African
    Arab Arabs Arabic Hebrew Jews Latin Christian Christians Catholic Catholics Protestant Protestants Muslim
    Muslims Moslem Hindu Hindus Hinduism Buddhist Sikh Mohammedan Mohammedans Mohammedanism Englishman
    Englishmen Englishwoman Englishwomen Frenchman Frenchmen Frenchwoman Irishman Irishmen Scotchman Scotsman
    Welshman Dutchman Americans Italians Germans Europeans European Asian Asians Britons British Britain
    Anglo-Indian Anglo-Indians Victorian Edwardian Georgian Elizabethan Methodist Quaker Puritan Tory Whig
    Liberal Liberals Conservative Labour Republican Democrat Viennese Parisian Californian Texan Urdu Hindi
    Tagalog Gaelic Korean Vietnamese Thai Filipino Brazilian Cuban Jamaican Nigerian Ghanaian Kenyan Egyptian
    Israeli Iranian Persian Pakistani Afghan Ukrainian Czech Slovak Serb Croat Finn Finnish Swiss Belgian""".split()
)
"""What people are, not what they are called."""

NAMES_TOO = frozenset(
    """April May June August January Christmas Easter Sunday Monday Tuesday Wednesday Thursday Friday Saturday
    London Paris France America India Europe England Heaven Little Young Good Grace Will Love Florence Venice
    Washington York Mars Venus Fortune Nature Death Fate Dawn West North East South Time Justice Home Don Brooke
    Earth Six Seven Eight Nine Ten Eleven Two Three Four Five Hope Read Moon Sun Asia China Chicago Texas Boston
    Berlin Vienna Africa Jesus Devil Satan""".split()
)
"""Of those, the ones that are names where a title or a speech tag says so: "Aunt May", "said June"."""

WRITTEN_NOUNS = frozenset(
    """sign signs note letter letters email emails e-mail text texts message tattoo headline headlines mug poster
    posters label labels screen display plaque banner banners card paper papers newspaper book page notice
    inscription t-shirt tshirt shirt sweatshirt tee cap hat badge sticker graffiti postcard telegram caption
    placard board billboard menu envelope article report diary manual brochure pamphlet leaflet flyer website
    button tag nameplate doormat cover title scrawl writing engraving""".split()
)
"""What says things that nobody speaks."""

FUNCTION_WORDS = frozenset(
    """the a an his her my your our their its this that these those one another some of to at with for from in into
    by on upon about toward towards behind beside against near over past than around after like without before
    as and or but nor so then when while if because though although that which who whom whose what how where he
    she it they we i you him them me us himself herself itself nothing something anything everything no not
    never again back out up down off away was were is are had has have did does do would could should will can
    may might must""".split()
)
"""Words that are no adjective."""
