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
    scoffed jeered taunted barked spat chorused spluttered sputtered blurted mumbled mumbles gushed cooed crooned lied
    fumed raged thundered boomed rumbled rasped choked intoned pronounced proclaimed complained lamented whined
    sniffed sniffled implored beseeched entreated deadpanned quipped went put thought thinks texted signed yelped
    squeaked hollered cautioned lectured mouthed chirped scolded reasoned grinned pouted huffed beamed smirked
    screeched squawked snarled cursed vowed swore admonished chided apologized apologised encouraged instructed
    queried questioned wheedled cajoled coaxed hummed simpered babbled bragged boasted gloated bawled wept hinted
    mimicked mocked chastised reprimanded informed recounted clarified amended allowed dared accused challenged
    threatened snickered tittered fretted soothed comforted consoled reassured interjected exhaled bleated brayed
    cackled cawed chortled chattered clucked confided crowed griped groused guessed guffawed gulped howled keened
    nagged parroted pestered pondered pressed probed rambled ranted raved recalled reiterated relayed reported
    sassed shrilled shushed sighs slurred snarked sniped started supplied trailed tutted wheezed
    whooped yapped yawned yowled zinged bickered blustered bluffed cheered enthused erupted exploded
    gibbered gritted grouched husked inserted jabbered lilted lisped mewled moans mourned
    needled nattered opined postulated prattled prodded quavered quibbled quizzed railed remonstrated
    seethed shrugged smiled speculated surmised theorized theorised trilled twittered
    upbraided warbled whinged worried yammered""".split()
)
"""Verbs that report speech; a few (laughed, sighed) also stand alone, which the speech tag's shape must tell."""

WEAK_VERBS = frozenset(
    """laughed sighed groaned gasped chuckled giggled snorted coughed sniffed smiled grinned went put pouted huffed
    beamed smirked hummed wept snickered tittered fretted comforted consoled soothed exhaled allowed dared accused
    challenged threatened questioned mocked chattered clucked guessed guffawed gulped howled pestered pondered
    pressed probed rambled raved recalled relayed reported started supplied trailed wheezed whooped
    yawned yowled cheered erupted exploded gritted inserted mourned needled prodded quizzed seethed
    shrugged smiled speculated surmised worried""".split()
)
"""Verbs that report speech only when a comma ties them to the quotation."""

THOUGHT_VERBS = frozenset("thought thinks think thinking wondered wonders mused reflected".split())
"""Verbs that report what nobody hears; also told with "himself" and the like."""

FRENCH_SPEECH_VERBS = frozenset(
    """dit dis disait disais dirent répondit répond répondis répliqua demanda demande demandai demandait reprit reprend
    ajouta ajoute fit fis cria crie criai écria écrie écriai murmura murmure murmurai continua continue interrompit
    pensa soupira soupire chuchota chuchote hurla lança lance déclara déclare expliqua explique observa remarqua
    objecta poursuivit insista balbutia exclama protesta avoua conclut répéta gronda""".split()
)
"""Verbs that report speech in French, in the tenses of stories."""

ELISIONS = frozenset(
    """tis twas twere twill twould twasn tisn e em im er ere ow ave ad eard erself imself isself cause cos coz bout n
    til neath nough fraid spect gainst midst tween stead pon ullo ello elp ouse orse ome ope arf alf ead eart ell undred
    ands ard ot appen appened un aving specially ims ers erbert arry enry oo oos nother nuff kay cept t deed twixt
    fore hind cordin cording gen scuse pose""".split()
)
"""What is left of words whose beginning an apostrophe stands for: 'tis, 'em, 'cause."""

MENTION_WORDS = frozenset(
    """called named nicknamed dubbed read reads reading sign signs word words phrase term legend entitled titled
    labelled labeled title marked spelled spelt written inscribed inscription headline caption motto slogan
    letters book song poem novel movie film note banner label so-called expression name lyrics""".split()
)
"""Before words that are quoted but not spoken: a sign, a title, a word as a word."""

REACTIONS = frozenset(
    """nodded nods shrugged shrugs blinked blinks pondered ponders considered considers frowned frowns flinched winced
    stared stares glared glares hesitated hesitates paused listened stiffened swallowed gulped looked looks
    glanced glances thought thinks jumped turned turns complied obeyed accepted ignored gaped started reached
    took""".split()
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
    """mr mister sir lord uncle father king prince reverend rev brother monsieur count baron duke squire signor herr
    master grandpa grandfather emperor dad daddy papa grandad granddad don senor""".split()
)
FEMALE_TITLES = frozenset(
    """mrs miss ms lady madame mademoiselle mlle aunt auntie mother queen princess sister dame duchess countess
    baroness signora signorina madam mme frau fraulein nurse grandma grandmother granny mum mom mummy mommy
    mama senora empress""".split()
)
RANKS = frozenset(
    """dr doctor judge officer agent detective professor prof captain capt colonel col major general inspector
    sergeant sgt lieutenant lt commander admiral president chief coach constable corporal private""".split()
)
"""Titles men and women bear, before last names more often than before first ones."""
OTHER_TITLES = RANKS | {"cousin"}
TITLES = MALE_TITLES | FEMALE_TITLES | OTHER_TITLES
KIN = frozenset(
    """mother father mum mom mummy mommy mama dad daddy papa grandma grandmother granny grandpa grandfather grandad
    granddad uncle aunt auntie""".split()
)
"""Titles that are names on their own: "Mom came in"."""

_STYLED = """king queen prince princess lord captain colonel inspector sergeant lieutenant doctor professor judge
    officer agent detective commander admiral president coach constable corporal count baron duke duchess countess
    baroness emperor empress nurse squire reverend"""
STYLED = {noun: noun for noun in _STYLED.split()} | {
    "dr": "doctor", "prof": "professor", "capt": "captain", "col": "colonel", "sgt": "sergeant", "lt": "lieutenant",
    "rev": "reverend",
}  # fmt: skip
"""Titles whose bearer may be called by it alone: Queen Margaret is "the queen"."""

MALE_NOUNS = frozenset(
    """man boy gentleman lad fellow king prince lord father brother uncle son husband nephew grandfather butler
    policeman vicar clergyman waiter count duke monk priest constable footman coachman cabman sailor baronet
    squire barman actor guy wizard dad boyfriend""".split()
)
FEMALE_NOUNS = frozenset(
    """woman girl lady maid queen princess mother sister aunt daughter wife niece grandmother housekeeper housemaid
    nurse widow duchess countess governess witch mum mom landlady matron waitress actress barmaid blonde
    brunette girlfriend""".split()
)
OTHER_NOUNS = frozenset(
    """doctor child stranger servant cook captain colonel major officer soldier host guide driver professor judge
    lawyer student visitor guest speaker youth creature clerk secretary president minister engineer manager
    editor artist painter author detective surgeon chairman porter guard friend agent chief boss teacher redhead
    slayer vampire teenager teen kid newcomer bartender pilot medic receptionist librarian cop reporter demon
    angel assassin hunter healer mage knight elf dwarf robot android alien commander sergeant lieutenant""".split()
)
PERSON_NOUNS = MALE_NOUNS | FEMALE_NOUNS | OTHER_NOUNS

NOT_NAMES = frozenset(
    """I The A An And But Or If When Then There Here This That These Those He She It They We You His Her Its Their Our
    My Your What Who Why How Where Which Yes No Not Oh Ah Well Now So As At In On Of To For From With By After
    Before While Once Chapter Part Book Volume Contents God Lord Heaven Christmas Easter Sunday Monday Tuesday
    Wednesday Thursday Friday Saturday January February March April May June July August September October
    November December English England French France German London Paris America American Italian Italy Europe
    Indian India Prologue Epilogue Indeed Good Come Let Do Is Are Was Were Had Have Has Be One Two Three All
    Some Any Every Each Nothing Something Everything Never Ever Just Only Perhaps Still Even Yet Suddenly
    Finally Though Although Because Since Until Unless Like Very Too More Most Much Such Nor Him Them Me Us
    Nobody Somebody Someone Everybody Everyone Anybody Anyone None Others Several Many Few Today Tonight Tomorrow
    Myself Himself Herself Mine Hers Please Thank Thanks Sorry Hello Hey Okay Ok Look Listen Wait Stop Go Get
    Maybe Both Neither Either Despite Instead Next Later Again Another Unable Trying Turning Looking Standing
    Sitting Taking Making Having Being Little Old Young Poor Dear Internet TV Mrs Mr Ms Dr Miss Sir Lady Street
    Road Avenue""".split()
)
"""Capitalised words that begin a sentence or name something else than a person."""

NAMES_TOO = frozenset(
    """April May June August January Christmas Easter Sunday Monday Tuesday Wednesday Friday Saturday London Paris
    France America India Europe England Heaven Little Young Good""".split()
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
    by on upon about toward towards behind beside against near over past than around after like without before as
    and or but nor so then when while if because though although that which who whom whose what how where he she
    it they we i you him them me us himself herself itself nothing something anything everything no not never
    again back out up down off away was were is are had has have did does do would could should will can may
    might must""".split()
)
"""Words that are no adjective."""

MALE_NAMES = frozenset(
    """adam adrian alan albert alex alexander alfred andrew andy anthony antonio archibald arnold arthur ben benjamin
    bernard bill bob bobby brian bruce carl charles charlie chris christopher clark cyril dan daniel danny dave
    david dean dennis derek don donald doug drew dylan ed eddie edgar edmund edward elliot eric ernest ethan
    eugene evan felix finn francis frank fred frederick gabriel gary gavin george gerald giles gilbert gordon
    graham greg gregory gustav guy hal hank hans harold harry harvey hector henry herbert horace howard hugh
    hugo ian isaac ivan jack jackson jacob jake james jamie jared jason jay jeff jeffrey jeremy jerome jerry jim
    jimmy joe joel john johnny jon jonathan jorge jose joseph josh joshua juan julian justin karl keith ken
    kenneth kevin kyle lance larry lawrence lee leo leon leonard lewis liam logan louis lucas luis luke marcus
    mark martin marty matt matthew max michael miguel mike miles mitch nathan ned neil nicholas nick nigel noah
    norman oliver omar oscar owen patrick paul pedro percy pete peter phil philip pierre quentin ralph ray
    raymond reginald rex richard rick riley rob robert robin rodney roger roland ron ronald rory rupert russell
    ryan sam samuel sanjay scott sean sebastian sergei seth sidney simon stan stanley stephen steve steven
    stuart ted terry theodore thomas tim timothy toby todd tom tommy tony travis trevor tristan tyler victor
    vincent walter warren wayne wesley will william winston zach zachary""".split()
)
FEMALE_NAMES = frozenset(
    """abby abigail ada agatha agnes alice alicia alison amanda amber amelia amy andrea angela anita ann anna anne
    annie anya audrey barbara beatrice becky bella beth betty beverly bonnie brenda bridget brittany camille
    carmen carol caroline carrie catherine cathy charlotte cheryl chloe chrissie christina christine cindy clara
    clare claire claudia constance cordelia cynthia daisy dana daphne dawn deborah denise diana diane dolores
    donna dora doris dorothy edith eileen elaine eleanor elena eliza elizabeth ella ellen elsa emilia emily emma
    erica erin esther eva eve evelyn faith fiona flora florence frances gabrielle gail georgia gertrude gina
    ginny gladys gloria grace gwen hannah harriet hazel heather heidi helen helena hermione hilary holly ida
    imogen ingrid irene iris isabel isabella ivy jackie jane janet janice jasmine jean jenna jennifer jenny
    jessica jill joan joanna jodie josephine joy joyce judith judy julia julie juliet karen kate katherine
    kathleen kathy katie kayla kelly kendra kennedy kim kimberly kristen kylie lana laura lauren leah lena
    lillian lily linda lisa liz lois lola lorna lorraine louisa louise lucia lucy luna lydia mabel maggie mandy
    margaret maria marian marie marilyn marion marjorie martha mary matilda maud maureen mavis may megan melanie
    melissa mercy mia michelle mildred millie minerva miranda molly monica muriel nadia nancy naomi natalie
    natasha nell nicole nina nora norma olive olivia pamela patricia paula pauline penelope penny phoebe phyllis
    polly priscilla rachel rebecca regina rhonda rita roberta rosa rosalind rose rosemary ruby ruth sally
    samantha sandra sara sarah selena sharon sheila shirley sonia sophia sophie stacy stella stephanie sue susan
    sylvia tabitha tamara tara teresa tess tessa thelma theresa tina trish trixie una ursula valerie vanessa
    vera veronica victoria viola violet virginia vivian wanda wendy willow winifred xena yasmin yvonne
    zelda zoe""".split()
)
