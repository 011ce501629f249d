"""First names of women of many languages, without accents: they tell a gender, but not that a word is a name."""

FEMALE_NAMES = frozenset(
    """aada aafke aaltje aaradhya aarti aase abbie abena abeni abilene abiola abla abosede abril achieng adalgisa
    adaobi addy adebola adelaida adelgunde adelheid adelia adeola adesuwa adhiambo adina adjoa adoracion adria
    aduke adunni adwoa afia afsaneh afua agafya agapi agata agathe aglaia agnese agnessa agneta agnete agnetha
    agrafena agueda ahalya ahuva ai ai-ling aija aikaterini aila aileen aili aina ainhoa aino ainsley aissata
    akane akanksha akemi akinyi akosua akosuwa akua akulina alannah albane albertina albertine aldina aleksandra
    alena alessia alethea alevtina alexia alfhild alfreda alida aliette aline alis alisa alix aliza alka
    alkistis alla allie ally almaz almira almudena almut alofa alondra alpana alva alvina alyona alys alzira ama
    amabilis amaka amal amalie amandine amani amarachi amaryllis amaya ambika ambra ambrosine amedea ami amie
    aminah aminatu amity amparo amrita anabela anahit anastacia anastasija anastasiya anastazja anasuya anat
    andie andrina aneira anette anezka anfisa angelene angeles angelika angelines angelique angie angiola
    angustias anh ani aniela anindita anja anjana anka anke ankita anna-lena annamaria annapurna anne-lise
    anne-marie annegret anneka anneke anneli annelie annelies annelise annemarie annett annick annikki annis
    annora annukka annunziata anona anoush ansley anstice antara anthi antigone antje antonella antonie antonina
    anu anunciacion anupama anuradha anushka anuska aphra aphrodite apolline apolonia apoorva araba arabella
    araks arantxa araxie archana areti arezou argyro ariane ariela arina arja arleen arlette armande armelle
    armi armida armina arna arnhild arpi arpine arpita artemis aruna arundhati asa asbjorg ashlyn aslaug aslihan
    asma asmaa asmita aspasia aspen assunta asta aster astghik astra astri asuka asuman asuncion asya atalanta
    atara atefeh athanasia athene athina atieno atsuko aud aude audra audrina augusta auguste augustine auli
    auni aurea aurelie aurie aurore autumn avani averil avigail avital aviva avril awa aya ayaka ayala ayame
    ayelet ayfer aygul aylin aynur aysegul ayumi azadeh azalea azar azelie azita azucena azusa baaba babs bahar
    bahareh bani banu bao-yu barb barbe barbel barbie barbora barnali basak basia basma bastienne bat-sheva
    bathsheba batya beata beate beatrijs beatriz beattie bebe begona behnaz bela belencita belgin bell benedetta
    benedicta benedicte benedita benita bente berangere berenice bergliot bergljot berit berna bernadine
    bernarde bernhardine berta berthe beryl bessy bethia betje betsey bettie bettina bettine beulah bev bex
    beyza bharati bhavana bhavani bich biddy bimala bina binita binta birdie birgit birgitta birgitte birte
    birtukan biserka bisi bisola bita biyu blanchefleur blandine blasa blodwen blossom bluma blythe bo-young
    bodil boglarka bogna bogumila bojana bolanle bongiwe bonita bonny borbala borghild boryana bosede boushra
    bozena bracha branca branka bregje brenna bria briana brianna bridgit brigida briony brit brita britney
    britt britta brittany bronte brune brunella brunhild brunhilde brydie brygida bukola bulbul bunny bunty
    burcu busisiwe busra cadence caihong cait caitriona calixte calla callie cally calypso camellia canan
    candida candy caoimhe caprice capucine caren caridad carina carissa carlene carly carlyn carmela carmelina
    carola carolann carolien caron carreen caryl carys casilda cass cassia cathrine catia catrin catrina
    catriona cayetana cecelia cecilie cecylia celena celestia celestina celestine celie celina celyn ceridwen
    cerys cesarina ceyda chabela chae-won chana chandni chanelle chantal chantelle chara charis charissa
    charlotta charmian charo charu charulata chastity chau chaya chelsey cher cherish cherrie cherry chhaya
    chiamaka chichi chie chieko chika chimamanda chinwe chinyere chioma chipo chitra chiyo chiyoko chizuru
    chrissy christa christabelle christal christel christelle christiane christie christy chrysa chrysanthi
    chryssoula chrystal chunhua cicely cidalia cigdem cilla cinderella cindi cinzia cissie cissy clarabel
    claribel clarinda clarisse clarrie clelia clemence clemency clementina clemmie cliona clotho clotilda coco
    coleen coline columbine conceicao conchita conny consolacion constantia constanza constanze coraline corazon
    coretta cornelie coro corrie cosette costanza coumba courtney cressy crista cristal cristina cuc cunegonde
    cybil cyndi cyrielle dado dafna dafne dai-yu dalal dalilah dalva damaris damayanti damilola danae danita
    danka dao daphnie darinka darla darya dasha davina davinia dayna deana deanne debjani debora debs dede dee
    deena deepa deepika deepti defne deidre delaram delfina delfine delores delyth demelza demet demi dena denna
    derya deryn desdemona desiderata desideria despina destiny deva devaki devika devorah devyani diandra diem
    diep dieuwke dilek diletta dimitra dineo dinora dione dionysia disa ditza dixie diya dodie doll domenica
    dominga dominica donatella donatienne dorabella doretta dori dorien dorinda dorle dorota dorothee dorottya
    dorte dory dot draga dragana dubravka dulce dulcibella dulcinea dunja dunya durga dusha duygu dvora dympna
    ebba ebe ebele ebru eda edda edel edeltraud edina edite edmee eduarda edvige eefje eeva eevi effi effy efi
    efia efrat efthymia eftychia efua egle ego eibhlin eija eila eiluned eimear einat eini eira eirini eirlys
    eirwen eithne ejiro eka ekaette ekaterina ekaterini ekta ekua ela elaheh elaina elanor elayne elba electra
    eleftheria elektra eleonora eleonore elfreda elfrida elfriede eliane elide eliete elif elina elisa elisabeth
    elisabetta elise elisheva elissa elizabeta elke ellamae elle elli ellin ellinor elma elna elnaz elodia
    elodie eloisa elowen elpida elsbet else-marie elsje eluned elvi elysia elzbieta em embla emel emer emerance
    emerenciana emese emi emilie emilija emine emmaline emmanuelle emmie emmy ena encarna encarnacion enfys
    engracia eniko enitan enni enrica enriqueta epifania eri eriko erina erma ermelinda ermgard erna ernestina
    ernestine ersilia erzsebet erzsi escolastica esha esi esin esra essi essie estefania estela estella ester
    estrella eszter etelka eteri ethelinda ethelyn etsuko eudokia eufemia eulalie eun eun-ji eun-ju eunji
    eunjung euphemia euphrasie eurydice eustacia eva-lotta evadne evaline evangelia evangelina evanthia evdokia
    eveliina evelin evelyne everild evette evgenia evonne evrim ewa ewelina eydis ezgi ezinne fabia fabienne
    fabiola fabrizia fadekemi fadime fadwa fae faigy faiza fanchon fang fani fanni fanta fantine farahnaz fariba
    farrah farzaneh fatemeh fatimata fatoumata fawzia federica fedosya fekla felicie felicita felicitas felicja
    felipa felisa felismina femke fen fenna fereshteh feride fermina fernanda fernande fetuao ffion fiammetta
    fidelia fidelma fifi figen filio filipa filippa filiz filomena fina finola fionnuala fiorella fiorenza
    firouzeh flaminia flavie fleurette flick flo floortje flor florette floria floriane florinda florrie floss
    fola folake folasade forough fortunata foteini fotini francette francie francisca franciszka francoise
    franka franziska frauke frayda freda frederike frederique fredrika freja freydis frida friedel friederike
    friedl froydis frumi fruzsina fuchsia fuensanta fumi fumiko funke funmi funmilayo fuyuko ga-young gabby gabi
    gaelle gaenor gaia gala galatea galina galini gamze gargi gauri gayane gayatri gaynor gbemi geertje
    geertruida geeta gena genevra genna genoveffa genoveva genowefa georgette gerda geri gerlinde germana gerti
    gertraud gertrud gertrudis gesa gesche gesine geula ghada ghazal ghita giacinta giada giang giannoula
    gigliola gila gilberte gilda gill gillie ginette gioia giorgia gisele gitanjali gitel gitta gitte giuditta
    giuliana giulietta giuseppa giuseppina giusy gizella gjertrud glafira glenna glinda gloriana glynnis go-eun
    golda goldie goli golnar golnaz gonul gordana graca gracia grania grazia graziela graziella grazyna grete
    gretl griet grietje gro grunya grusha gudny gudrid gudula gudveig guendalina guillermina guiomar gulay
    gulsen gulten gunda gundula gunhild gunn gunnel gunnhild gunnvor gunvor guri guro gussie gwenaelle gwenda
    gwendoline gwenfair gwenhwyfar gwenno gwenola gwenyth gwerfyl gwladys gwyneira gwynne ha-eun ha-neul habiba
    hacer hadas hadassah hadiya hagar hagit haidee haleh halima halina halka halla halldis halle hallie hamideh
    hana-young handan hande hanh hanin hanka hanne hanneke hannelore hanni hansa harini harmony haroula harriett
    harriette haruka haruko harumi hasmik hatice hatsumi hava havva hawa hayat hayley hebe hecuba hedvig hedviga
    hedy hee-jin hege heide heidemarie heidrun heike heini heledd heleen helenka helia helka helle helmi heloise
    helvi hema hemalata hendrikje henna henni henny henriette henryka hepsibah hera herborg herdis hermance
    hermengarda hermine herminia herta hertha hettie hideko hien hilde hildegund hildur hildy hilja hilkka
    hiltrud hina hinata hinda hinemoa hiroko hirut hisako hiske hitomi hjordis hoa hoda hollie homa honey honoka
    honorine horatia hortensia hripsime hristina hua huda hue huguette hui-min huifang huiling hulda hulya huong
    huyen hye hye-jin hyejin hyo-jin hypatia hyun-ah iacopa iben ibolya idalina idit idoia idony ife ifeoma
    ifeyinwa ifigenia ignacia iina ijeoma ikuko ila ilaria ilda ildiko ileana ilene ilka ilkay ilma ilmi ilonka
    ilta iman imogene imperia impi in-young inari inas inbal indrani indu indumati ineke inessa inez ingebjorg
    ingeborg inger ingerid inghild ingunn ingveig ingvild inka inkeri inmaculada innocenza intisar ioanna
    iolanda iole ione ionela ipek iphigenia ipsita iracema irem irenka ireti irini irit irja irmela irmeli
    irmgard irmina irmtraud isa isabeau isaura isaure isha ishani ishita isidora ismay ismene isolda isotta
    italia itziar iva ivanka ivona ivone ivonne iwona iyabo iyabode izumi jaana jacinthe jacira jaclyn jacoba
    jacotte jacquetta jacqui jada jadranka jadwiga jae-eun jagna jagoda jahnavi jaleesa jaleh jamileh janelle
    janey janie janina janka janna janneke jantje jaqueline jaroslava jasmina jasmyn jasna jaya jayanti
    jayashree jaye jayne jazmin jeanie jeannette jeannie jeannine jelena jelka jemma jen jenifer jenni jennie
    jerri jerusha jessamine jessamyn jette jewel jhumpa ji-eun ji-hye ji-min ji-won ji-woo ji-yeon ji-young jia
    jiao jiayi jieun jilly jimena jin-ah jing-yi jinny jisoo jitka jiyeon joana joanie joanka joann joaquina
    jocelin jocelyne jodi joelle joely jofrid johanne johanneke jolan jolanta joleen joni jonna joo-hee jorun
    jorunn josefa josefine josephe josephien josette josiane josipa josseline jourdan jovana jozefien jubilee
    juci judi judie judit judyta julep juliane julianna julienne julieta juliska julitte julka jumana jumoke
    junia juniper junko jurema justa justina justyna jutta jyoti jyotsna jytte kaarina kacey kadambari kadiatou
    kadriye kady kaede kaho kahurangi kaia kaija kailani kaisa kaitlin kaitlyn kaja kajal kalena kalina kalinda
    kalliopi kalpana kalyani kamakshi kamila kamini kana kanae kanako kanchan kanza kaori karabo karine karis
    karna karola karolin karolina karoline karyn kasia kasumi kat kata katalin katariina katarina katarzyna
    katelyn katerina kateryna katharina kathe katherina kathi kathie kathlyn kathrine kati katica katina katinka
    katja katka katla katri katrijn katrine katyusha kavya kaya kayleigh kayo kayoko kazimiera kazuko keelin
    keely keerthi kehinde kelda kelis kelsie kemi kenna kensa kenza keren kerensa kerri kerstin kerttu ketevan
    keti keturah keya khadijah khady khanh khawla khloe khristina khushi kielo kieu kikelomo kiki kikue kimber
    kimia kimiko kine kinga kinsey kira kirsi kirsti kirstie kittie kiva kiyoko kiyomi kizzy kjersti klaartje
    klarissa klaudia klavdia klavdiya kleio komal konstantina kora kordula kornelia kosi kotone kriemhild
    krishnaa krista kristie kristine kristy krisztina krystyna ksenia ksenija kseniya ksenya kukka kumari kumi
    kumiko kumkum kunigunda kunigunde kusum kyla kyllikki kyra kyriaki labanya lada ladan laetitia lahja laia
    lainey laleh lali lalitha lamia lamya lan lani lanying lata latasha latifah latisha laure laurena lauretta
    lauriane laurinda lavender laverne laxmi layan leana leanna leda leela leilani leili leire lela lemony lempi
    lene leni lenka lenora lenore leocadia leocadie leokadia leona leonarda leonide leonilde leonor leonore
    leontine leontyne leopoldina leora lera lerato lesedi lesya leta letizia lettie lexi lexie leyla li-na liana
    liane lib liberty libi lidija lidiya lidka lieke lien liesbeth lieselotte liesl lifen ligaya ligia lihua
    liisa lijuan lil lilac lilah lili liliana liliane lilias lilibet liling lilit liliya lilli lillia lillie
    lilly lilo lilou limor lindiwe line linette ling linh linnet linsey liora lis lisandra lisbet liselle lissa
    liv liva livvy lizbeth lizzy ljerka ljiljana ljubica loan loes lona lone lora loralee lore lorea loredana
    loreen lorelei lorella lorena loreto lorette lori lorie losa lotje lotta lotte lotty louella louison loukia
    lova lovisa lowenna luana luanne lubna lubov luce lucetta lucette lucie lucienne lucile lucilla lucja
    lucrecia lucretia ludivine ludovica ludwika luella luigia luise luisella luisinha luiza lula lusine luz
    luzia lyda lynda lynnette lynsey lyra lysandra lyuba lyubov lyuda lyudmila maame maarit maartje maayan mab
    mable macarena machiko machteld madalyn maddalena maddie maddy madelaine madelief madelon madelyn madhavi
    madhu madhuri madoka maelle mafalda magali magdalene magdalini magdolna magnolia maha mahalia mahaut mahdieh
    mahima mahin mahina mahnaz mahsa mai maidie maija maiju maike maiken maimouna maire mairi mairo maite
    maithili maj maja majken maka makena maki makiko mala malati malavika malena malene malgorzata malgosia
    malia maliheh malin malka mallika mallory malwina malwine mame mamie mamta mana manal manami manana manasi
    mandie mandira mane manijeh manisha manjari manju manjula manola manon manuelita manya maravillas marcelina
    marceline marcelle marcheline marci marcie mared mareike maren marfa marga margareta margarete margarethe
    margaretta margarida margaux marge margherita margie margita margo margret margrethe margriet margrit
    margunn mari-carmen maria-jose maria-luisa mariagrazia mariah mariajose mariama mariangeles marianna
    mariazinha maribeth maricarmen maricel maricruz marie-claire marie-claude marie-france marie-helene
    marie-jeanne marie-laure marie-louise marie-luise marie-therese mariechen mariel marielle marijke mariken
    mariko marilia marilla marilu mariluz marine marinella marinette maris marisela mariska maristella marit
    maritza marivic mariya mariyka marja marjaana marjatta marjo marjolein marjory marjut marketa marketta marla
    marlee marleen marlen marlena marlies marlis marni marnie marsha marte marthe martine martirio martje martta
    maruja marusya maruxa marya maryann maryanne marybeth maryellen maryla marylou maryna marzena marzieh masako
    masami masha masoumeh masumi mathilde matrona matryona mattie maudie mave maxie mayte mayu mayuko mayumi
    mazal mazie mbali mechthild mechtild medea medora meena meenakshi meeri meggie megha meghna megumi mehitabel
    mehri mei-ling meifeng meihua meike meiling meinir meirav melania mele melek melina melitta melody melonie
    melpomene meltem melusine melva mencia menna merav mercia mereana merete meri meriel merja merla merrily
    merve mervi meryem meseret meta mette mi-kyung mi-na mi-ran mi-sook mi-young micaela michal michali
    michelina michiko mieke mieko mien miho miina miki mikiko mila milada milagritos milagros mildrid milica
    milka milly mimsy min-ah min-ji min-seo minako minakshi minchen minette mingxia mingzhu minji minke minna
    minoo minori minttu minty mirabelle mirela mirella mirelle miri mirja mirjam mirjami mirjana mirkka
    miroslava mirta mirva misaki misako missie missy misty mita mitra mitsuko mitzi miu miwa miyako miyoko miyu
    miyuki mizuki moa moana modesta modesty modupe moe mohini mojgan mollie momoka momoko monisola monna
    monserrat montse montserrat mopsy moran morayo moreen morenike morfydd morgane morna morven morwen moushumi
    moyra mridula mrinalini muge muireann mujgan mukta mumbi muna muthoni mwende myfanwy mylene myriam myrtille
    myrto mysie na-ra na-young naama nada nadege nadezhda nadja nadya nafissatou nafula nagisa nahid nairi najla
    najwa nalan naledi nalini namita namrata nanako nanami nandi nandita nanette nani nanna nannette naoko
    narelle nargess nargis narine nasim nasreen nasrin nastasia nastassja nastasya nastenka nastia natacha
    natalija natalka natasa natassa natela natercia nathalie natia natividad natka natsumi navah nawal nayereh
    naz nazan nazanin ndeye ndidi neave nechama neda neela neelam neeltje neema neeta nefeli negar negin neha
    nekane nela nele nella nellie nerea nergis nerida nerina nerissa nesreen nesrin nessie nest neta nevena
    nevin nga ngaio ngoc nguyet nhi nhung nia nichola nicki nicoletta nidhi nienke nieves nigella nihal niharika
    niki nikki nikolina nil nilgun nilima niloufar nilufer nim nimue ninette ning ninni nino ninochka nirmala
    nisha nita nitsa nivedita nives njeri nkem nkiru nkiruka nneka nnenna noa nobuko nodoka noelani noelene
    noelie noemi noemia noemie noga noluthando nolwenn nomsa nomvula nona nonhlanhla noora noortje nooshin norah
    noriko norina noura novella novia nozomi ntombi nuala nune nunu nuo nur nuray nurhan nuria nurit nursel
    nvard nwanneka nyambura nyasha nyree nyx oanh obdulia obiageli oceana octavia octavie oda odalys oddbjorg
    oddny odelia odessa odete ofra oili olabisi olaitan olaug olaya olayinka oleksandra olena olesya olimpia
    olinda oline oliva olufunke oluwakemi olwyn olya olympe ombretta omolara omotola ondina ondine oneida
    onyinye ora oralie oriana oriane orianna oriel orit orlaith orly orna ornella orpha orsetta orsola ortrud
    orvokki osnat otilia ottavia otylia ouida oumou ourania outi oya oyinkansola oyinlola ozge ozlem paca padma
    padmini paivi palesa pallavi palmira pam panagiota pania paolina paquita paraskevi pari parisa parthenia
    parul parvaneh parvin pascale pascaline pastora patrizia patro paule pauletta pauliina pavitra pavla paz
    peaches pearlie peg pegah peizhi pelageya penina peony pepa pepita perel perihan perla pernel pernille
    peronel perpetua perrette perrine persefoni persis petal petrona petronel petronilla petula phedra
    philippine phillida philomene phumzile phuong phyl pia piedad piera pierina pierrette piia pina pinar
    pinelopi pinja pippa pirjo pirkko piroska pixie piya pleasance pnina polina pollyann polya polyxeni pooja
    poonam posie posy pouran prabha pragya pramila praskovya pratibha pratima precious preeti preity prerna
    primavera primrose primula pris priscille priti priyamvada pru prue psyche pura purificacion purnima pushpa
    qian qing quenby quiteria quitterie quyen quynh rabab rabia rachael rachele rada radhika radka radmila
    radoslava rafaela raffaella ragini ragna ragne ragnfrid ragnheidur ragnhild rahma raija raili raimunda raina
    raisa raita raizel rajani rajni rakefet rallou ramata rania ranka rannveig ranveig rapunzel rasha rashmi
    raya raymonde rayna razieh reanna rebeca rebekah rebekka reem reeta reetta refilwe refugio regine rehema
    reiko reina reinhild reintje reizl reka rekha remedios rena renate renu renuka reparata reshma resi reta
    reut reva rheta rhian rhianwen rhonwen ria ricarda rie rieko rigmor rigoberta riikka riina riitta rika
    rikako rike rikke riko rima rina rinske riona risa ritika ritsuko ritu ritva ritva-liisa rivka robina
    rochelle rohini rokhaya roksana roksolana rola roma romaine romana romane romilda rona ronalda ronit ronke
    roos roosje rosabel rosalba rosaleen rosalia rosalinda rosalyn rosamond rosamunde rosangela rosanne rosaria
    rosaura rose-marie roseann roseanna rosel rosella roselle roselyne rosemarie rosemonde rosenda roshni rosi
    rosine rosinha rosita roslyn roswitha rou rouba roula roxane roxie roxy roya roz roza rozalia rozsa rozsi
    ruchama ruchi rudo rufina rukiye rukmini rumi runa runhild ruolan rupa rupali ruri ruta rute rutendo
    ruthanna ruthanne ruti ruzanna ruzena rylee ryoko saadet saana saara saba sabah sabella sachi sachiko
    sacramento sadaf sadako sade sadhana saeko safa saffi saffiya safiya safiyya sahar saija saila saimi saira
    saki sakina salena salina salla salud salwa samaneh samar samia samiha sana sanaa sanae sancha sanchia sanda
    sandhya sandie sandrine sangeeta sanjukta sanna sanne sanni santina sapphire sappho sarai saraswati sari
    sarianna sarina sarit sarita sarojini satomi satsuki satu saturnina saumya savanna saverina savita savitri
    saya sayaka sayuri se-young sebastiana sebnem seda sefina segolene seija sela selah selamawit sema senja
    senka seo-yeon seo-yun sepideh serafima serap seraphina serenella serenity serwaa setareh setsuko seulgi
    seung-hee sevda severine sevgi sevil sevim shabnam shadi shahla shahnaz shahrzad shaila shaima shaina
    shakuntala shalini shana shanelle shani shanna shanta shantel shanti shari sharmila sharron shawna sheela
    sheherazade shelagh shelby sheree sheri sherri sheryl shideh shifra shigeko shiho shilpa shiori shira shiri
    shirlee shizue shizuka shizuko shlomit shobha shohreh shokoufeh shoshana shoshi shprintze shraddha shruti
    shu shu-fen shubha shufen shuhua shula shulamit shushan shweta siani sibel sibella sibilla sibongile sibylle
    sidony sieglinde siegrun sietske sif sigal signy sigourney sigrun siiri sijtje silje silke silvana silvestra
    silvie sima simge simin simisola simona simonetta simonette sina sini sinikka siranush siri sirkka sirpa
    sisko sissel sissy siv slavica slavka smadar smaragda smita sneha snehal snezana snezhana so-hee so-min
    so-yeon so-young socorro sofie sofija sofiya soheila soile soizic sokhna solbjorg soledad solene solfrid
    solrun solvei solveig solvor somayeh sona sonal sonali sondra songul sonka sonsoles sonya soo-ah soo-jin
    soojin sopho sorcha sotiria souad soudabeh souhad soyeon stacia stamatia stanislava stanka starla stasia
    stavroula stefania stefanie steffi steinvor stepanka steph stephania stina stine styliani suad subhadra
    sucharita suchitra sudha sugandha suha suhair suheyla sukie sule sulochana suman sumana sumaya sumi sumiko
    sumire sumitra sun-hee sunaina sunanda sunmi sunniva suoma suong suparna supriya surabhi surekha susanne
    suse susete sushila sushma susi suvi suyin suzanna suzette suzie suzon suzu suzume svanhild svea svenja
    sveta svetla swapna swarna swati swietlana sybilla sybille sylvaine sylvette sylviane synne synnove szilvia
    tabby tacey taeko tahereh tahmineh taina takako tali talitha talya tamami tami tamiko tammy tamta tanja
    tanuja tanvi tapati taraneh tariro taru tasha tasoula tatev tatjana tatyana tawny techiya tecla tehila tejal
    tekla telma telse temi temitope temperance teodora teodozja teresina teresinha teresita tereska terez tereza
    terhi teri terttu tessaly teuila teuntje thais thandeka thandi thandie thandiwe thao theano thekla thenmozhi
    theodosia theres thi thirza thora thordis thorgerd thuong thuraya thuy thyra tiana tiare tibby tiegan tigist
    tiina tikva tilde tilla tilly timea timothea tinatin tine tineke ting tiphaine tippi tiril tirza tirzah
    titania titi titilayo titilope tiziana toinette tola tolani tomasa tomoe tomoko tomomi tone tonia tonje
    tonya topsy tora torbjorg tordis torhild tori torill torrie torunn tosca toshiko tottie toula tova tove
    toyin trang traudl traute tressa trijn trijntje trilby trine trinh trisha trissie triveni trude trudie trudl
    truus tsehay tsitsi tsubaki tsukiko tuba tugba tuija tuire tulin tullia turan turid turkan tuuli tuulikki
    tuva tuyen tuyet twyla tyra tyyne tzeni tzipi tzipora tzippora uju ujunwa ulku ulla uloma ulpu ulrica ulrike
    ulyana uma umaima umbelina ume umeko umran unity unn unni urmila ursel ursuline urszula urvashi ustinya ute
    uttara uxia vaia vaidehi vailea vaishali valborg valda valentyna valeska valmai valvanera valya vanda
    vandana vani varduhi varsha varvara varya vasanti vashti vasiliki vasilisa vasilka vaso vasudha veena velda
    venla vered verena veronika veronique vesta vibeke vibha vicenta vicki vickie victoriana victorine vida
    vidya vieno viera vigdis vijaya vikki viktoria viktorija viktoriya vilde vilja vilma vimala vincenza
    vinciane vinita violaine violante violeta violette virag virginie virtudes vishakha visitacion vitoria
    vittoria viviane vivien vlasta voula vuokko vy wafa wakana walburga waltraud waltraut wambui wan-ling
    wangari wanjiku wanjiru warda wenda wendi wenling weronika whetu whitney wibke widad wiebke wiera wieslawa
    wietske wiktoria wilda wilhelmine willa willemijn willow wiltrud winona wioletta wislawa wynona xana xanthi
    xanthippe xaviera xaviere xenia xia xian xiao-mei xiaolian xiaoling ximena xiu xiulan xiuying xuan xue yaa
    yacine yadira yadviga yae yaffa yalda yamini yamuna yan yana yanira yanli yanmei yara yardena yarina
    yaroslava yasaman yasemin yashoda yasuko yayoi yehudit yejide yekaterina yeliz yelizaveta yemima yen yeon-ju
    yeshi yetunde yevdokia yevgenia yewande ying yingying yiota ylva yocheved yolande yoli yoo-jin yoo-na yoshie
    yoshiko young-hee young-ja yrsa ysabeau ysaline ysanne yseult ysolt yua yue yuhua yui yuina yuka yukari
    yukie yukina yuko yulan yulia yuliya yumeko yumiko yun yuna yuriko yuuka yuxin yuzuki yveline zabel
    zacharoula zahava zaida zainabu zaira zandra zanele zaruhi zaynab zdenka zehava zehra zeinab zelia zelie
    zelma zena zenaide zenia zenzi zephyrine zerrin zeynep zhaleh zhanna zhenzhen zhilan ziba zibandeh zihan
    zillah zina zinaida zipporah zita ziva zlata zodwa zofia zohreh zoi zoja zola zoraida zosia zsuzsa zsuzsanna
    zsuzsi zubeyde zuhura zulaikha zulema zulmira zurine zuza zuzana zuzia""".split()
)
