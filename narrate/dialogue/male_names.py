"""First names of men of many languages, without accents: they tell a gender, but not that a word is a name."""

MALE_NAMES = frozenset(
    """aarne aarre aart aatos abbas abdallah abdoulaye abdulrahman abebe abhay abhishek abner absalom achille
    achilles achim adalbert adama ade adewale aditya adolf adriaan adrien afonso agamemnon agostino agustin
    aharon ahmet ahti aias aimo aitor ajax ajay akbar akhil akihiko akio aksel akseli alain alaric alberto albin
    albrecht aldo aldous aldwin aleix aleki alekos aleksandr aleksei aleksi alessio alexandre alexandros
    alfonsin alger alkis alok aloys alphonse alvah amadeo ambrogio ambroise ambrose amedeo amichai amin amiram
    amnon amory amrit amyas anand anant anastasios anatoli ander andoni andrzej angelo angelos anibal aniket
    anirban ankit annibale ansel anselme ansgar antero antoine antoni antonis antti anurag anwar apostolos ara
    aram arash aravind arden ardeshir argyris arieh arild aris aristides aristotelis arkady arman armas armen
    armin armindo armitage arnau arne arno arnt arnulf arpad arsene artak artem arto arttu artyom arvel arvid
    arvo asad asbjorn ashkan ashot ashwin asier aslak aslan asmund athanasios athelstan atle atsushi attila
    attilio auberon aubin audley audun augustin augusto aurelian aurelien avetis avi avigdor avner avraham
    aylmer aylward ayo ayodele azriel babacar babatunde bahram bainbridge bakary balaji balazs balint baltasar
    balthasar balthazar bao baptiste barclay barend baris barnabas barrington bartel bartleby bartolomeo bartosz
    baruch bas bastien baxter bayo beauregard beckett behrouz behzad bekele benat bence benedetto bengt
    beniamino benoit benson bent bentley bento beom berk bernabe bernal bernardin bernd bernhard berthold
    bertold bharat bibek biel bijan bikram binh binyamin biodun birch birger biswajit bjarne bjarni blaise blake
    bo boaz bodo bogdan bogumil boguslaw bohdan bohumil boleslaw bongani boone borge borislav borys boswell
    boubacar boyce bozidar bradford brady brage brandt branwell braxton brennan brice brock broderick brody
    bronislaw brooks buck buddy burak burke burkhard buster byrne cade caden cadogan caetano cain caius camilo
    caradoc carlisle carlyle carmine carsten carter cash casimir caspar casper caspian cassian cassius cathal
    cato cem cengiz cesare cezary chaim chance chandan chandler chandra chao charalambos chauncey cheikh chen
    cheng chet chetan chibuzo chike chima chinedu chinh chip christoph christophe christos chuckie chukwudi
    chukwuma cillian ciro claes claudio claudius claus clem clemens cliffton clovis coen coll colton colum
    conall conn conway cooper corbin cord corentin cornelis corrado cosimo costas crawford crispin crispus
    cristian cristobal cruz cullen cuong cyprian cyrille cyryl czeslaw daan dae-jung dag daichi daiki daisuke
    dalibor dallas dalton damiano damir daniele danil danilo dapo darby darek dario dariush darragh dashiell dat
    davide dawid dawit dawson dayo deacon debashish deepak deke delbert delroy demarcus demba demetri demetrio
    dempsey denes denholm deniz denzil dermott desi detlef dev devendra dewey dezso dhruv dickie didier diederik
    dierk dietmar diggory dimitrios dimitris dimos dinesh dinh dino dinsdale dionysios dirk-jan dmitro dmytro
    dobromir domenico dominick dominik donato donnacha dooley dorian doron dougie dov dragan drago drake
    drummond duarte dudu duff duggan dung dusan duy dvir eamon eamonn earl ebenezer eberhard ebo ebrahim ebuka
    eckhard edgard edgardo edison edoardo edsel edvard eemeli eerik eero efim efisio efraim egidio egil egon
    ehrenfried ehsan ehud eiji eilif einar eino eirik eitan elad elazar eldon eldred eldridge elgin eliezer elio
    eliseo elkanah ellery elling elmo eloy elroy elwood emanuel emanuele emeka emeric emerson emilian emiliano
    emilien emmet emory emre emrik enda endre eneko ennio ephraim erasmus ercole erdem eren erez erhard erkan
    erkki erlend erling ermanno ernesto ernst-august eryk esa esau esfandiar eskil espen estevao ethelred ettore
    euan eugenio eugeniusz evangelos evaristo evgeni evgeny ewald ewan ewen ewout eyal eyolf eyvind ezequiel
    fabien fabius fabrice fabrizio facundo falk farai faramarz farhad farrokh fatih faustin faustino fausto
    fedor femi fenton fenwick ferapont ferdie ferdy ferenc ferhat fermin fermo fernao ferran ferris fetu fiachra
    filip filipo filipp filippo fingal finnegan finnian fionn firmin flann flavio fletcher flinn florencio
    florent florian floriano flynn folarin folke foma forbes ford forrest foster fotis franciszek franek
    frank-walter frantisek frasier fredrik freek frido fridolin friedhelm frode fulgencio fulvio fumio furkan
    fyfe fyodor gabe gabor gabriele gad gael gaetano gage gagik galahad galen gamaliel ganesh gang garegin garo
    garret garvin gaspar gaspare gaultier gaurav gautam gaute gavril gaylord gbenga gebhard geert geir genaro
    gennady gennaro geordie georg georgi georgios geraint gerardo geraud gergo gerhard gerhardt germain gernot
    gero gerrit gershom gershon getachew gethin gevorg geza ghassan gheorghe giacomo gianluca gianmarco giannis
    gibson gidon giffard gijs gilad gilberto gilroy gino giora giordano giorgi giorgio giorgos girish girma
    gisbert gisle giuliano giulio gjermund gleb glyn godric godwin gonzalo gopal goran gorka goro gote gottfried
    gottlieb govind gower gray grayson greger gregoire gregorio griff grigori grigoris grigory grover gruffudd
    gruffydd grzegorz guang gudbrand gudmund guerrino guilherme gunter guntram guo gurpreet gustaf gustave
    gwenael gyorgy gyula haakon haavard habib hadi hadrian hafiz hagop hai haidar haik haile haim hakan hakim
    hakob hakon hale halfdan halil hallam halldor hallvard halvard halvor hamed hamlet hamnet hannes hannibal
    hanno hannu hans-peter hansel hao harald hari harish harlan harri harrison harsh hartley hartmut hartwig
    hashem hayato hayes hayk heath heathcliff hedayat hedley heikki heiko hein heinz heitor helge hemant hemming
    hemmo henderson henk henning henrique henryk hercule hercules heribert heriberto herschel herve hewitt
    hezekiah hidetoshi hieu hikaru hilario hillel hilmar hilmi hinrich hippolyte hiro hiroki hisashi hitesh
    hjalmar hoang hob hobart hogan hogne holden holger hollis hong honore hooman horacio horatius horst hosea
    hossein houston hovhannes howell hoyt hrant hryhoriy huck hudson hui humbert humberto hung huseyin huub huw
    huxley huy hyacinthe hyun hyun-woo hywel iago iason ichabod ichiro idar idrissa ieuan ifan ifeanyi ignacy
    ignatz ignaz ihor ihsan ike ikechukwu iker ilija ilkka illtyd ilmari ilya imad imanol immanuel imre inacio
    inaki ingemar ingmar ingo ingolf ingram ingvald ingvar innes innokenty ioan ioane ioannis iolo ion iosefa
    ippolito ira irakli ireneusz irvin irwin isak isamu isao isidoro iskander ismet israel issa istvan itai
    itamar ithel itsuki itzhak itzik ivanhoe ivar ivaylo ivica iwan izaak jaakko jaap jabari jabez jabu jace
    jacek jacinto jacopo jae-hyun jafar jagdish jakov jakub jalal jamil jan-krzysztof jan-willem jannik janos
    jarkko jarle jarmo jaromir jaroslav jaroslaw jarrod jatin jaume javad jax jayant jean-baptiste jean-claude
    jean-marc jean-michel jean-pierre jedidiah jefferey jehoshaphat jelle jeno jens-peter jep jeppe jere
    jeremias jericho jermain jeroen jervis jerzy jesper ji-hoon jian jide jideofor jie jin-woo jiri jiro joab
    joaquim job jochen jong-un joon joost jorg jorgen jorginho joris jorma josep joss jostein josu josua josue
    jotham jouko jouni jourdain jovito jozef jozsef jubal judd juha juhana juhani jukka julen julien juma jun
    jung-ho junichi junius jupp juraj jurek juri jurriaan jussi kaan kaare kaarlo kai-uwe kailash kalani kalervo
    kaleva kalle kalman kamaka kamal kamau kambiz kamil kamran kane kang karam karan karel kari karl-heinz
    karlheinz karo karol karoly karsten kartik kasimir kasper katsuo kauko kaveh kayode kazimierz kazuki kazuya
    keane kebede keefe keegan kees kegan kei keiji keijo keir keisuke keita kelechi kellan kemal kendall
    kendrick kenechukwu kenelm kenichi kennet kenrick kensuke kent kenton kenward keoni kerem kermit kerrigan
    kester ketil khachik khalil khoa khosrow kieron kiet kilian killian kimani kimmo kip kipchoge kiprono kirby
    kiril kirill kishore kiyoshi kjartan kjell kjetil klaas klemet klim kliment knox knud knut koa kobina koen
    koichi koji kojo kola kolbein koldo kolya konstantyn kornel kostya kosuke kourosh krikor kristian kristoffer
    krzys krzysztof kudzai kunle kuno kuzma kwadwo kwaku kwang kwasi kweku kyosti kyriakos kyrylo lachie laci
    ladislav lafayette laird lajos lalit lam lambert lambros lamine lancelot lando landon lanny lanre larkin
    lasha lasse lauri lauritz lavi laxman lazare lazarus leandre leandro leberecht lech leevi lefteris lefty lei
    leib leighton leland lem lemuel lennart lenny lenz leofric leonce leonel leonhard leonidas leopoldo leszek
    lev levan levent levente levi levon lex liang lieven lino liron lisandro llew lluis lochlan locke loic loke
    long lonnie lorand lorenz lorne lothar loukas lourenco lubomir lubos lucien lucjan ludek ludlow ludovic
    ludovico ludvig lukasz lutz luuk lwazi lysander maarten macario macauley maceo maciej maciek maddox madhav
    magne maher mahesh mahon majid makis makoa makoto maksim maksym malachy malakai malthe mamadou mamoru manaia
    manav mandla manlio manny manoel manolis mansour manu marcelin marcelino marcin marek marian mariano marijn
    mariusz markos markus markwart marlowe marmaduke marti martial martim marton marvell marwan masahiro masaki
    masaru masoud massimo mataio matan matej mateja mateus mateusz mathew mathis matias matiu mats matthaus
    matthieu matthijs matvei matyas mauno mauri maurizio mauro maxence maxime maximo maynard mazen mckinley
    mehdi mehran meinhard meir melchior melchor melville menachem menashe mendel menelaos menno meredydd merrick
    merritt merv meshulam mesut metin micha micky midas mieczyslaw mietek mihalis mihaly mihir mika mikaere
    mikel mikkel mikko miklos mikola mikolaj milad milan milburn milenko milford milind millard milorad milos
    miloslav miltos min-ho min-jun minas ming minh minoru miquel mirek miroslav miroslaw misha mitsuo mitya
    mladen modeste modou mogens mohit mohsen moises mordechai moritz morten morteza mose moshe mostafa moti
    motti mounir mousa moussa mpho mukesh mukhtar mukul mulugeta mungo munir murali murat murdo murdoch murtagh
    musa mwangi mykola myles nabil nachman nachum nader naftali naguib nahum najib nam nandan naoki napoleon
    narayan narcisse nareg naren narendra nasser natan nate navid nazario nazim nebojsa necati neeraj nehemiah
    nektarios nello nenad nepomuk nerio nerses nestore newt newton nghia niall nicanor nicolo niek niilo nika
    nikau nikiforos nikita niklas nikodem nikolaj nikolas nikos nilesh nima nimrod ninian nir nishant nitin
    nizar njal njoroge nnamdi noam nobby noboru nobu nobuo nonso norio norton nuno nye oakley obadiah oberon obi
    obinna obioma odd oddvar oded odell odhiambo odhran odilon odin odysseas ofer ogden ognjen oguz ohad okan
    okechukwu okello okoro ola olav olavi ole oleh olek oleksandr olivier olly olof olu oluf olumide oluwaseun
    omid omondi omri ondrej onnig onur onyeka oran orazio oren oreste orestis orfeo orhan oriol orion orjan
    orrin ors orville osamu osbert osborn osborne osei osgood osian osip oskar oskari osmo osmond osric ossian
    ostap osvald osvaldo otar otho otieno otmar otso ottar ottavio otte ottis ottmar ottokar ousmane ovidiu
    oyvind ozan ozzie paavo pacome padraic paget pal palmer panagiotis pancho panos parnell parry parth partha
    parviz pascoe pascual pasi patrice patton patxi pau paul-gerhard pauli pavlos pavo pawel paxton payam payne
    peadar peder peer peio pekka pelham peng pentti pepe per perceval pere peredur perikles perrin pertti peti
    petros petter petteri phelan phelim philibert philipp phineas phuc pierce pierrick pieter pietro-paolo pim
    pinchas pino piotr piotrek placide placido pol polykarpos porfirio poul powell pradeep pranay prasad pratap
    pratik praveen preben predrag prem prentice prescott price primitivo prokop prosper pryce przemek przemyslaw
    puneet qasim qiang quade quan quang quillan quim quique quoc raanan rab rabbie radcliffe radek radimir
    radomir radoslav radoslaw radovan radu rafa raffaele raffi rafi rafiq raghav raghu ragnar ragnvald rahim
    rahul raimondo raimundo rainer rajan rajat rajeev rajendra rajiv rakesh ralf ralphie ram ramin ramiro ramsay
    ramsey ramzi randal rangi ranjit ranulf rashad rasmus rastislav rastus rauno ravindra rawiri recep redmond
    reed regis rei reid reidar reijo reimar reinaldo reiner reinhold reinier reino remi remo remus ren renato
    renaud renfred renny renzo reuven rewi reynold reza rhett rhodri rhydian riad ridley rien rigoberto rik riku
    rinaldo rino rishi risto ritesh roald roar roarke robbo robson rocky roddy roderich rodolfo rodolphe roe
    roel rogan rogelio rohit rolando rolf-dieter roly romain romano romeo romolo romulus rong roper rosario
    roscoe roshan rostam rostislav rotimi rourke rowley royce rudiger rudyard ruggero rui rune ruperto ruprecht
    rurik russel rutger rutherford ruud ryder ryo ryota ryszard ryuji saad saadia sabatino sabin saburo sachin
    sadegh saeed sakari sakis saku salah saleem salih salman samba sameer samer sami sampo samuli sander
    sandford sandile sandor sandro sanford sang-woo sanjeev santeri santos sarkis sasan sasho satish saturnino
    satya saurabh saverio savva saxon scipio seamas sebald sebastien sedat sefo segun seiji sekou selby selim
    selwyn semisi semyon seo-jun seppo septimius sergi sergiy serkan seung seung-ho sevan severin severino
    seward sexton seydou seyi shadrach shahab shahram shahriar shai shalom shamus shan shankar shapur sharif
    shashi shaul shekhar sheldon sherlock sherwin shigeru shimon shin shinichi shiro shiv shlomi shlomo shmuel
    shmulik sho shogo shota shug shun shyam siamak siaosi sibusiso siddharth siegbert siegmar siegmund sigbjorn
    sigfrid sigurd sigvard sigve silvano silvanus silverio silvester silvestre simao sinan sinclair sione sipho
    sivert siward siyabonga sjoerd sjur skeeter slava slavko slobodan snorre soheil sohrab sola sonny sotiris
    souleymane spike spyridon spyros srinivas staf stafford stamatis stanford stanimir stanislas stanko stas
    stathis stavros stefano steffan steffen stein steinar stelios sten stepan stephan stephane stian stig stijn
    stirling stjepan stratos struan sture subhash subir sudhir suhail suleyman sullivan sully sumit sung
    sung-min sunil surendra suresh surya susumu sutherland sutton svein sveinung sverre svyatoslav sylvain
    sylvan szymon tadashi tadek tadesse tae tae-hyung tafari taffy taha taher tahir tai taichi taiki taisto
    taiwo takao takeo takis takuma takumi takuya talal taliesin tam tama tamas tamati tamaz tamer tane taner
    tanner tao tapan tapani tapio tapiwa taras tarkan tarn taro tarun tate tatenda tatsuya tauno tavish tavita
    tawfiq tayo tayte teague tearlach tebogo teddie teemu telemachos telesphore temur tendai tennyson teodoro
    teppo terje tero terrell tesfaye tetsuo teun teuvo tevita thabiso thaddy thanasis thanh thanos thatcher
    theobald theodor theodoric theodoros theofilos theon thiago thibault thibaut thien thijs thodoris thorben
    thorbjorn thorfinn thorgeir thorleif thorne thornton thorvald thulani thurston tiago tibalt tiberio tibor
    tien tiernan tierney tigran tihomir tijmen tillmann tilman timo timofey tino tipene titus tiziano tjark toan
    tobi tobin tod toivo tolga tollef tom-jan tomasi tome tomi tomislav tomohiro topi tor torben torbjorn tore
    torgeir toribio torin torleif tormod tornike torolf torquil torstein torsten toru toshi toshiro toufic
    toussaint townsend trahaern travers tremaine trip troels trond truman trung tryfon trygve tsutomu tuan
    tucker tudor tullio tung tuomas tuomo tupaq turgut tushar tuvia twm tybalt tynan tyrell tzvi ubaldo uche
    uday udo ugo uilleam ulf uli ulrik umberto umesh umit unai unax urbain urbano urho uri uriel urko urs uther
    uuno uwe uzi uzoma vaclav vadim vagn vahan vahe vaino vakhtang valdemar valentine valentino valentyn valere
    valerio valery valtteri vangelis vanya vartan varun vasco vasil vasile vasileios vasili vasilis vasily vasya
    vaughn vebjorn vegard veikko veit venancio venkat vergil verner vesa veselin vesi vetle vidar vidyut viet
    viggo vikas viliami viljo villads ville vilmos vimal vinay vineet vinh vinnie vinzenz viorel vipul vishal
    vishnu vitaly vitold vitor vittorio vlad vladislav vlado vojtech volkan volker volkmar volodya volodymyr
    vsevolod vuk vusi vyacheslav vyvyan waclaw wael wafula waldemar wale walther wat waylon webster wei weldon
    wen wendelin wenzel werner wessel westley weston wiebe wieland wieslaw wietse wiley wilfredo wilfried wilkes
    wilkie willem-jan willi willibald willoughby wilmer wilmot wim windsor winfried wiremu wit witek witold
    wlodek wlodzimierz wojciech wojtek wole wolfe wolfram woo-jin woody wouter wulfric wyn wyndham wynford xabi
    xabier xan xaver xavi xiang xiaoming ximeno yago yahya yair yakir yamato yancy yang yannis yaron yaroslav
    yash yasin yasser yasuo yaw yefim yegor yehoshua yehuda yemi yervant yestin yevgeny yigal yilmaz yishai
    yisrael yitzhak yngve yoav yochanan yoel yogesh yonatan yong yoni yorgos yorick yoshi yoshio yossi yosuke
    younes young-ho yu yuichi yuji yukio yuma yura yuriy yuta yuto yuval yuya yvan zacarias zacharias zachery
    zadok zafer zaid zaki zalman zaven zaza zbigniew zbyszek zdenek zdravko zed zeev zelig zeljko zeno zenon
    zephaniah zephyrin zeppo zev zhang zhen zhong ziad zik zisis zoltan zoran zsigmond zsolt zubair zubin zurab
    zvi zvonimir zvulun zygmunt""".split()
)
