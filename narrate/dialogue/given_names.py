"""First names of many languages, and short forms of names: what a name alone tells, where nothing does."""

MALE_NAMES = frozenset(
    """larry rob ron will
    aaron abdul abdullah abel abraham abram adam adnan adrian ahmad ahmed aidan akash akira alan alasdair albert
    albie alec alejandro aleksander alessandro alex alexander alexei alf alfie alfonso alfred algernon ali
    alistair allan allen alonso alun alvaro alvin amadou amir amit amos anatole anatoly anders andre andreas
    andrei andres andrew andy angus anil anselm anthony anton antonio antony archibald archie ari aritra arjun
    armand armando arnaud arnold arthur artie arturo arun asher ashok atticus aubrey august augustus aurelio
    austin axel ayman aziz bader baldwin barnaby barney barry bart bartholomew basil bastian ben benedict
    benedikt benjamin benito benny beppe bernard bernardo bernie bert bertie bertram bertrand bevis bhaskar
    bilal bill billy bjorn bob bobby boris boyd brad bradley bram brandon brendan brent brett brian bruce bruno
    bryan bryce burt byron caleb callum calvin carl carlo carlos carlton cecil cedric cesar chad charles charlie
    chester chidi chris christian christopher chuck ciaran clarence clark claude clayton clement cliff clifford
    clint clive clyde cody colin colm conan connor conor conrad constantine cormac cornelius corwin cory cosmo
    craig curt curtis cuthbert cyril cyrus dale damian damien damon dan daniel danny dante darius darrell darren
    dave david dean declan demetrius denis dennis denny denzel derek dermot desmond devon dexter diarmuid dick
    diego dieter dietrich dilip dimitri dirk dmitri dominic don donal donald dong-hyun donnie donovan doug
    dougal douglas duane dudley duncan dustin dwayne dwight dylan ed eddie edgar edmond edmund eduardo edward
    edwin efrain egbert eli elias elijah elliot elliott ellis elmer elton emil emile emilio emmanuel emmett
    emrys enoch enrique enzo eoin eric erik ernest ernie ernst errol erwin esteban ethan eugene eustace evan
    evander everett ezekiel ezra fabian fabio faisal farhan farid farouk federico felipe felix ferdinand fergal
    fergus fernando fidel finbarr finlay finn fitzgerald floyd francesco francis francisco francois frank
    frankie franklin franz fraser fred freddie freddy frederic frederick friedrich fritz gabriel gareth garfield
    garrett garrick garry garth gary gaspard gaston gavin geoff geoffrey george gerald gerard gerry gianni
    gideon gil gilbert giles giovanni giuseppe glen glenn godfrey gordon graeme graham grant greg gregor gregory
    griffin guido guillaume guillermo gunnar gunther gus gustav gustavo guy gwilym hal haldor hamid hamish hamza
    hank hans haresh harold harris harry haruki haruto harvey hasan hassan hector heinrich helmut hendrik henri
    henrik henry herbert herman hermann hernan hideo hieronymus hiram hiroshi homer horace horatio howard hubert
    hugh hugo humphrey hussein iain ian ibrahim idris ignacio ignatius igor ikenna ilias imran iqbal irving
    isaac isaiah isidro ismael ismail ivan ivo ivor jack jackson jacob jacques jago jai jaime jake jakob jamal
    james jamie jan janek jared jarek jarvis jason jasper javier jay jean-luc jean-paul jed jedediah jeff
    jefferson jeffrey jem jens jeremiah jeremy jermaine jerome jerry jesus jethro jim jimmy joachim joao joaquin
    joe joel johan johann johannes john johnnie johnny jon jonah jonas jonathan jordi jorge jory jose josef
    joseph josh joshua jost juan judah jude jules julian julio julius jun-ho jurgen justin kabir kaden kai karim
    karl kaspar kazuo keith kelvin ken kenji kenneth kenny kenta kevin khaled khalid kieran kiran kirk klaus
    kofi konrad konstantin kostas krishna kristof kunal kurt kwabena kwame kyle lachlan lamar lance lars laszlo
    laurence laurent laurie lawrence leander leif len leo leon leonard leonardo leonid leopold leroy lester
    lewis liam lincoln linus lionel llewellyn lloyd logan lorcan lorenzo lou louis lowell luc luca lucas lucian
    luciano lucius ludwig luigi luis luiz lukas luke luther lyle magnus mahmoud malachi malcolm malik manfred
    manish manoj manuel marc marcel marcello marco marcos marcus mario marius mark marko marlon marshall martin
    marty marvin masato mateo mathias mathieu matt matteo matthew matthias maurice mauricio max maxim maximilian
    maxwell mehmet mel melvin merlin mervyn micah michael michel miguel mihai mikael mike mikhail miles milo
    milton mitch mitchell mo mohamed mohammad mohammed mohan monty mordecai morgan morris mort mortimer moses
    muhammad murray mustafa myron naveen nathan nathaniel ned neil nelson nestor neville nicholas nick nicky
    nico nicolas niels nigel nikhil nikola nikolai nils noah noel nolan norbert norman norris octavio oisin olaf
    oleg oliver ollie omar omer omkar orlando orson oscar osman oswald oswin otis otto owain owen pablo paddy
    padraig palle pascal pasquale patrick patricio paul paulo pavel pedro percival percy perry pete peter petr
    phil philip philippe phillip pierre piers piet pietro pio prakash pranav preston quentin quincy quinton
    rafael rafe raj rajesh ralph ramesh ramon randall randolph randy raoul rashid raul ravi ray raymond reg
    reggie reginald reinhard rene reuben rex reynaldo rhys ricardo richard richie rick ricky robbie robert
    roberto rocco rod roderick rodney rodrigo rodrigue roger rohan roland rolf roman ronald ronan ronnie rory
    ross rowland roy ruben rudolf rudolph rudy rufus rupert russ russell rusty ruaridh ryan sabir sajid salim
    salvador salvatore samir samson samuel sandeep sanjay santiago satoshi saul scott seamus sean sebastian
    septimus sergei sergey sergio seth seymour shaun shane shaun shawn sherman shinji sidney siegfried sigmund
    silas silvio simeon simon sinbad solomon soren spencer stan stanislav stanley stefan stephen sterling steve
    steven stewart stuart sven sydney sylvester tadeusz tadhg takashi takeshi talbot tarek tariq tarquin ted
    teddy terence terrance terrence terry tevin thabo thad thaddeus theo theodore theseus thierry thomas thor
    thorsten tiberius tim timmy timothy tobias toby todd tom tomas tomasz tomek tommy tony torvald travis trent
    trevor tristan troy tunde turlough tyler tyrone tyson ulrich ulysses umar uriah valentin vance vaughan
    vernon vic vicente victor vijay vikram viktor vince vincent vincenzo vinod virgil vito vivek vladimir wade
    waldo walid wallace wally walter ward warren wayne wendell wesley wilbur wilf wilfred wilfrid wilhelm
    willard willem william willie wilson winston wolfgang woodrow wyatt wystan xander xavier yaakov yakov
    yannick yiannis yosef youssef yuri yusuf yves zach zachariah zachary zack zane zeke""".split()
)
FEMALE_NAMES = frozenset(
    """brittany holly marian stacy willow
    abby abigail ada adaeze adah addie adela adelaide adele adelina adeline aditi adriana adrienne agatha agnes
    agnieszka aida aiko ailsa aimee aisha aisling aishwarya aissatou akiko alana alba alberta alejandra
    alessandra alexa alexandra alexandria alice alicia alina alison allegra allison alma althea alyssa amabel
    amalia amanda amara amber amelia amelie amina aminata amira amy ana anahita anais ananya anastasia andrea
    angela angelica angelina angharad anika anita anjali ann anna annabel annabelle anne anneliese annette annie
    annika anouk anthea antoinette antonia anya aoife aparna araceli araminta ariadne ariana ariel ariella
    arlene arya asha astrid athena audrey aurelia aurora ava aveline avis ayesha ayse azra barbara bea beatrice
    beatrix becca becky belen belinda bella bernadette bernice bertha bess bessie beth bethan bethany betsy
    betty beverly bianca blanca blanche bonnie branwen brenda bridget bridie brigid brigitta brigitte bronagh
    bronwen bronwyn brooke bryony caitlin calista calliope camila camilla camille candace candice cara carla
    carlotta carmen carmel carol carole carolina caroline carolyn carrie cassandra cassie catalina catarina cate
    caterina catherine cathleen cathy cecile cecilia cecily celeste celia celine ceri charlene charlotte
    charmaine chelsea cherie cheryl chiara chidinma chloe chrissie christabel christiana christina christine
    ciara cindy claire clara clare clarice clarissa claudette claudia claudine clementine cleo cleopatra clodagh
    clotilde colette colleen concepcion concepta concetta connie constance consuelo cora coral coralie cordelia
    corinna corinne cornelia cosima cressida cynthia dagmar dagny dahlia daisy dalia dana danica daniela
    danielle danuta daphne daria darlene dawn deanna debbie deborah debra deirdre delia delilah della delphine
    denise desiree diana diane dido dilys dina dinah dolly dolores dominique donna dora dorcas doreen doris
    dorothea dorothy dorrit drusilla dulcie ebony edie edith edna edwina effie eileen eilidh elaine eleanor
    eleanora elena eleni elin eliza elizabeth ella ellen ellie eloise elsa elsbeth else elsie elspeth elvira
    emilia emiko emily emma emmeline enid erica erika erin ermintrude esme esmeralda esperanza estelle esther
    ethel etta eudora eugenia eugenie eulalia eunice eva evangeline eve evelina evie faith fanny farah farida
    fatima fatou faustina faye felicia felicity fenella fern fiona flavia fleur flora florence flossie frances
    francesca francine frederica freya frieda gabriela gabriella gabrielle gail gayle gemma geneva genevieve
    georgia georgiana georgie georgina geraldine germaine gertie gertrude ghislaine gianna gillian gina ginevra
    ginger ginny giovanna gisela giselle gita giulia gladys glenda glenys gloria glynis goneril grace graciela
    grainne greer greta gretchen gretel griselda guadalupe gudrun guinevere gwen gwendolen gwendolyn gwenllian
    gwyneth gytha hana hanna hannah harriet hattie haydee hazel heather hedda hedwig heidi helen helena helene
    helga henrietta hepzibah hermia hermione hester hestia hilda hildegard honor honora honoria hope hortense
    hyacinth ianthe ida ilana ilona ilse imani imelda imke imogen ina indira ines inga inge ingrid iola iolanthe
    iona irene irina iris irma isabel isabella isabelle isadora ishbel isla isobel isolde ivana ivy jacinta
    jackie jacqueline jade jaime-lee jamila jana jane janet janette janice janine jasmin jasmine jean jeanette
    jeanne jemima jenna jennifer jenny jessamy jessica jessie jill jillian jing joan joanna joanne jocasta
    jocelyn jodie johanna jolene josefina josephine josie joy joyce juana juanita judith judy julia juliana
    julianne julie juliet juliette june junie juno justine kamala kara karen karin karina karla kate katharine
    katherine kathleen kathryn kathy katie katrin katrina katya kavita kay kayla keiko keira kelly kendra kerry
    keziah khadija kiara kim kimberly kirsten kirsty kitty klara kristen kristin kristina kyoko kylie lacey
    laila lakshmi lalita lana lara larissa latifa latoya laura laurel lauren laurette lavinia layla lea leah
    leanne leena leila lena leonie leonora leticia letitia lettice letty lia libby lidia liesel lila lilia
    lilian lilith lillian lily lina linda lindsay linnea lisa lisbeth lise lisette livia liz liza lizzie lois
    lola lolita loretta lorna lorraine lottie louisa louise lourdes lucasta lucia luciana lucille lucinda
    lucrezia lucy ludmila luisa lulu luna lupe lupita lydia lynette lynn lynne mabel madeleine madeline madge
    madison mae maeve magda magdalena maggie maia mairead maisie malala malvina mandy manuela mara marcela
    marcella marcia margaret margarita margery margit margot marguerite mari maria mariam mariana marianne
    maribel marie mariella marietta marigold marija marika marilyn marina marion marisa marisol marissa marjorie
    marlene marta martha martina mary maryam matilda matilde maud maude maura maureen mavis maxine may maya
    meera meg megan mei melanie melinda melisande melissa mercedes mercy meredith merle meryl mia michaela
    micheline michelle mildred milena millicent millie mimi mina mindy minerva minnie mira mirabel miranda
    mireille miriam moira molly mona monica monika monique morag morgana morwenna moya muriel myra myrna myrtle
    nadia nadine nadira nan nana nancy nandini naomi narcissa nastya natalia natalie natasha natsuki nell nelly
    nerys nessa netta ngozi niamh nicola nicole nicolette nina nkechi noelle nola nora noreen norma odette odile
    ofelia oksana olga olive olivia oluchi olwen olympia oona oonagh opal ophelia orla orsolya ottilie ottoline
    paloma pamela pandora pansy paola parvati patience patricia patsy patti patty paula paulette paulina pauline
    pearl peggy penelope penny perdita persephone petra petronella petunia phaedra phebe philippa philomena
    phoebe phyllida phyllis pilar polly pollyanna poppy portia prisca priscilla priya priyanka prudence prunella
    queenie quintina rachel radha raelene ramona rana rani raquel rashida rebecca regan regina renata renee rhea
    rhiannon rhoda rhona rhonda rita roberta robyn rocio roisin romola romy rosa rosalie rosalind rosaline
    rosamund rosanna rose roseanne roseline rosemary rosetta rosie rosina rowena roxana roxanne ruby ruth ruthie
    sabina sabine sabrina sadie saffron sakura sally salma salome samantha samira sandra sanjana saoirse sara
    sarah saskia savannah scarlett seema selena selina selma senga septima serafina serena shanice sharon shauna
    sheena sheila shelley shirin shirley shona shreya sian sibyl sienna signe sigrid silvia simone
    sinead siobhan sita sofia solange sonia sonja sophia sophie sophy soraya stacey stella stephanie sue sujata
    sukey sunita susan susana susanna susannah susie suzanne svetlana sybil sylvia sylvie tabitha talia
    tallulah tamar tamara tamsin tania tansy tanya tara tatiana tegan teresa terri tess tessa thalia thea thelma
    theodora theresa therese thomasina tiffany tilda tillie tina tracey tricia trina trini trish trixie trudy
    tuppence una ursula usha uta valentina valeria valerie vanessa velma venetia vera verity verna veronica
    vesna vicky victoria viola violet violetta virginia vita viv viviana vivienne wanda wendy wenna wilhelmina
    wilma winifred winnie xanthe xena xiomara xochitl yael yasmin yasmina yelena yesenia yoko yolanda ysabel
    ysolde yukiko yumi yusra yvette yvonne zadie zahra zainab zara zelda zenobia zinnia zoe zora zoya zsofia
    zuleika zuzanna""".split()
)
EITHER_NAMES = frozenset(
    """addison alex alexis ari ash ashley aubrey avery bailey beverley billie blair bobbie brett cameron carey
    carmen casey charlie chris corey dana danni darcy devin drew eden ellis emery evelyn fay finley fran frankie
    gale hadley harley harper hayden hilary hunter indigo jackie jaden jamie jess jesse jo jody jordan jude
    jules kai kelly kelsey kennedy kerry kit kris lane lee leigh lennon lesley leslie lindsey logan lou
    mackenzie marley max mel micah morgan nat nicky noor pat parker payton perry phoenix pip quill quinn ray
    reese remy riley robin rory rowan rue sage sam sandy sascha sasha shannon shay shiloh sid sidney skye skyler
    sloane sol spencer stevie sydney tad taylor teo terry toni tracy val vivian wren yuki""".split()
)
"""Names of women and men."""
MALE_NAMES -= EITHER_NAMES
FEMALE_NAMES -= EITHER_NAMES
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES | EITHER_NAMES

WORDS_TOO = frozenset(
    """amber angel art august aurora basil bill blanche bob bonnie carol chad charity chase chuck clay cliff coral
    crystal daisy dale dawn dean dick don drew earl eve faith fern finn frank gale ginger grace grant guy hazel
    heather holly hope hunter iris ivy jack jade jasmine jay jean jerry joy jude june lance laurel lily mark
    marina marshall mercy may miles mo nan norm olive opal pansy pat patience patsy pearl penny peter pip poppy
    prudence ray rex rich rick rob robin rod rose ruby rue rusty sage sally sandy saul scarlett sky skip sue ted
    terry trinity tuppence verity vera victor viola violet wade ward warren will willow wren rowan ash parker lane sol
    lee mel mae else ode glen garth miles homer virgil king art pearl hank jet jimmy tony""".split()
)
"""Of the names, those that are ordinary words, too: at the beginning of a sentence they tell nothing."""

SHORT_FORMS = {
    short: frozenset(names.split(","))
    for short, names in (
        one.split("=")
        for one in """
    abby=abigail addie=adelaide,adeline aga=agatha,agnieszka al=alan,albert,alexander,alfred alec=alexander
    alex=alejandro,alexander,alexandra alf=alfred alfie=alfred allie=alice,alison andy=anders,andrea,andrew
    angie=angela,angelica annie=ann,anna,anne archie=archibald art=arthur artie=arthur augie=august,augustus
    barney=barnaby,bernard bea=beatrice,beatrix becca=rebecca becky=rebecca bee=beatrice bella=isabella
    bernie=bernadette,bernard,bernice bert=albert,bertram,gilbert,herbert,robert bertie=albert,bertram
    bess=elizabeth beth=bethany,elizabeth betsy=elizabeth betty=elizabeth bill=billie,wilhelmina,william
    billie=wilhelmina,william billy=william bob=robert bobbie=roberta bobby=robert cass=cassandra
    cassie=cassandra cathy=catherine charlie=charles,charlotte chas=charles chela=graciela
    chuck=charles cindy=cynthia,lucinda clem=clemency,clement,clementine connie=concepcion,constance,cornelia
    danka=danuta dick=richard dickie=richard dolly=dolores,dorothy dora=dorothea,theodora dot=dorothy
    dottie=dorothy drew=andrew ed=edgar,edmund,edward,edwin eddie=edgar,edmund,edward,edwin edie=edith
    effie=euphemia ellie=eleanor,elizabeth,ellen elsie=elizabeth ernie=ernest fanny=frances flo=florence
    flossie=florence fran=frances,francesca frank=francis,francisco,franklin frankie=francesca,francis,frank
    fred=alfred,frederick freddie=alfred,frederick freddy=alfred,frederick gabe=gabriel gene=eugene
    geoff=geoffrey georgie=george,georgiana,georgina ginny=ginevra,virginia gus=angus,august,augustus,gustav
    gwen=gwendolen,gwendolyn,gwenllian,gwyneth hal=harold,henry hank=henry harry=harold,harriet,henry
    hattie=harriet hetty=esther,henrietta iggy=ignacio,ignatius izzy=isabel,isabella,isidore jack=jackson,john
    jackie=jacqueline jake=jacob jamie=james jan=janet,janice jem=james,jemima,jeremy jenny=jane,jennifer
    jerry=gerald,jeremy,jerome jess=jessica,jessie jim=james jimmy=james jo=joanna,johanna,josephine joe=joseph
    joey=joseph johnny=john,jonathan josh=joshua josie=josephine jules=julia,julian,juliet junie=june
    kat=katharine,katherine kate=catherine,katharine,katherine kathy=katherine,kathleen
    katie=kate,katharine,katherine katya=ekaterina ken=kenneth kit=christopher,katherine
    kitty=catherine,katherine larry=laurence,lawrence laurie=laura,laurence len=leonard lenny=leonard
    leo=leonard,leonardo,leopold libby=elizabeth lily=elizabeth,lilian liz=elizabeth liza=eliza,elizabeth
    lizzie=elizabeth lizzy=elizabeth lottie=charlotte lou=louis,louisa,louise lulu=louise,lucy madge=margaret
    mag=margaret maggie=margaret mamie=margaret,mary mandy=amanda manny=emmanuel,manuel marty=martin
    matt=matthew mattie=martha,matilda maud=matilda max=maximilian,maxine,maxwell meg=margaret,megan
    mel=melanie,melissa,melvin mick=michael mickey=michael mike=michael,mikhail millie=amelia,mildred,millicent
    minnie=minerva,wilhelmina mitch=mitchell moll=mary molly=mary nacho=ignacio nan=ann,anne,nancy nance=nancy
    nat=natalie,nathan,nathaniel nate=nathan,nathaniel ned=edmund,edward nell=eleanor,ellen,helen
    nellie=eleanor,ellen,helen nelly=eleanor,ellen,helen nick=nicholas,nicolas nicky=nicholas,nicola
    nik=nikhil,nikolai nolly=oliver oz=oscar,osgood,oswald ozzie=oscar,osgood,oswald paddy=patrick
    pat=patricia,patrick patty=patricia peg=margaret peggy=margaret penny=penelope pete=peter
    phil=philip,phillip pip=philip,philippa polly=mary pri=priyanka pris=prisca,priscilla prue=prudence
    rafe=rafael,ralph ray=raymond reg=reginald reggie=reginald rich=richard rick=eric,frederick,richard
    ricky=richard ro=rocio,roisin rob=robert robbie=robert ron=ronald ronnie=ronald,veronica
    rose=rosalind,rosemary rosie=rosalind,rose,rosemary roz=rosalind rudy=rudolf,rudolph sadie=sarah
    sal=sally,salvatore sally=sarah sam=samantha,samuel sammy=samuel sandy=alexander,alexandra,sandra
    sasha=alexander,alexandra seb=sebastian sid=sidney sim=simon stan=stanley steve=stephen,steven stu=stuart
    sue=susan,susannah suki=susan susie=susan,susannah tad=thaddeus ted=edward,theodore teddy=edward,theodore
    tess=teresa,theresa thad=thaddeus theo=theodora,theodore tilda=matilda tilly=matilda tim=timothy
    tina=christina,valentina toby=tobias tom=thomas tommy=thomas,tom tony=anthony,antonio trini=trinidad
    trish=patricia trudy=gertrude val=valentine,valerie vic=victor,victoria vicky=victoria viv=vivian,vivienne
    wally=wallace,walter walt=walter wilf=wilfred will=william willie=william wills=william winnie=winifred
    zach=zachary zack=zachary zeke=ezekiel""".split()
    )
}
"""Names that short forms stand for, beside those they begin."""

FEMALE_ENDINGS = ("a", "elle", "ette", "een", "ine", "lyn", "wen")
MALE_ENDINGS = ("o", "us", "or", "ert", "ard", "ald", "ric", "son", "ek", "mir", "os")
"""They tell something of a first name that is in no list, but not much."""
