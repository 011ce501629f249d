"""The words that tell a language from English and from its neighbours: the most frequent, and those of courtesy."""

ENGLISH = frozenset(
    """a an and are as at be been but by can could did do does don done for from get go good got had has have he her
    here him his how i if in into is it its just know like ll little look made make man many me more much must
    my never no not now of off oh on one only or our out over said say see she should so some such t than that
    the their them then there these they thing think this those time to too two up upon us ve very want was
    way we well were what when where which who why will with would yes yet you your am before after again all
    always any about because down even every first great himself herself let long may might mine most new old
    other people quite right same seem shall still take tell thee thou thy through under until yo day night
    come came back away ever home house life love god lord poor world d'you ain isn wasn didn couldn won
    wouldn s re m em ya gonna wanna big blue dear sir miss lady young street road ah aha ha hah hey hi ho huh
    hm hmm hurrah ooh ow ugh uh um point pour tout chose hay dice era con tag hat bin corpus main dire plus
    sur mal sole sent rang font met war die rex maria gloria dona pardon fin manus""".split()
)
"""Common English words, and others that are spelled as foreign ones: with some of these among them, words are hardly in
another language."""

FRENCH = frozenset(
    """je tu il elle nous vous ils elles le la les un une des du de et est es suis êtes sont était étais étaient sera
    serai seront fut être avoir ai as avez avons ont avait avais aura que qui quoi quel quelle quels quelles
    où dont ce ces cet cette ça ceci cela c' d' l' j' n' m' t' s' qu' ne pas plus jamais rien point personne
    mais ou donc car ni si comme quand dans sur sous avec sans pour par chez entre vers au aux mon ma mes ton
    tes sa ses notre nos votre vos leur leurs moi toi lui soi eux très bien mal trop peu tout tous toute
    toutes même mêmes aussi encore toujours déjà ici là oui merci bonjour bonsoir bonne nuit monsieur madame
    mademoiselle messieurs mesdames ami amie amis chère cher mère père frère soeur sœur fille fils enfant
    enfants dieu mort vie amour coeur cœur jour revoir adieu allons allez vas vais va vont fait faire faut
    veux veut voulez peux peut pouvez dit dis dire sais sait savez vois voilà voici viens venez viendra petit
    petite belle beau quelque chose homme femme femmes hommes rire parole tant alors après avant parce
    pourquoi comment combien hélas plaît prie pardonnez pardon pauvre mieux autre autres me on a or son main""".split()
)
GERMAN = frozenset(
    """ich du er sie wir ihr mich dich sich uns euch ihm ihn ihnen mir dir der das den dem des ein eine einen einem
    einer eines kein keine keinen mein meine meinen meiner dein deine deinen sein seine seinen unser unsere
    und oder aber denn weil dass daß ob wenn als wie was wer wo warum wohin woher ist bin bist sind seid waren
    wäre habe habt hat hatte haben wird werden wurde kann kannst können muss muß müssen soll will wollen
    willst nicht nichts nie niemals immer noch nur auch schon sehr so zu zum zur von vom mit bei aus auf für
    über unter nach vor durch gegen ohne um im am ins dieser diese dieses jetzt hier da dort heute morgen
    gestern ja nein bitte danke guten gute gut tag nacht herr frau fräulein gott liebe lieber leben tod welt
    mensch kind kinder vater mutter bruder schwester wiedersehen kommen komm geht gehen gehst weiß weißt sagen
    sagt alles etwas mehr wieder ganz wohl doch wahr meinherr schnell schön ach lass laß verstehe verstehen
    achtung verboten an war die in man her""".split()
)
SPANISH = frozenset(
    """yo tú él ella nosotros vosotros usted ustedes ellos ellas el los las unos unas uno una de del al pero sino
    porque que qué quien quién cuando cuándo donde dónde cómo es soy eres son somos está estoy estás están era
    fue ser estar ha he hay hemos han tengo tiene tienes tienen hacer hace haz no nunca nada nadie más muy
    mucho mucha muchos poco todo todos toda todas también siempre ya aquí allí ahora hoy mañana mi mis tu tus
    su sus nuestro nuestra nuestros me te se le les lo nos con sin por para en entre sobre hasta desde sí
    gracias hola adiós buenos buenas días noches tardes señor señora señorita amigo amiga amigos hijo hija
    padre madre hermano hermana dios vida muerte amor corazón casa mujer hombre quiero quieres quiere puedo
    puede puedes vamos va voy vaya ven venga sabe saber dice decir digo bien bueno buena mejor otro otra este
    esta estos estas ese esa eso aquel favor perdón claro muchacho niño niña pobre cielo santo santa a has
    come""".split()
)
ITALIAN = frozenset(
    """io tu lui lei noi voi loro il lo la gli le un uno una di del dello della dei degli delle al allo alla ai agli
    alle da dal dalla dai nel nella nei nelle sul sulla con per tra fra ed ma che chi cosa come dove quando
    perché sono sei siamo siete era erano ho hai ha abbiamo avete hanno non mai niente nulla più molto molta
    poco tutto tutti tutta tutte anche sempre già qui qua là ora adesso oggi domani mio mia miei mie tuo tua
    tuoi suo sua nostro nostra vostro mi ti ci vi si ne sì grazie prego ciao buongiorno buonasera buona buono
    notte giorno signore signora signorina signor amico amica figlio figlia padre madre fratello sorella dio
    vita morte amore cuore casa donna uomo voglio vuoi vuole posso puoi può andiamo va vai vado vieni fare fa
    dire dice detto bene bella bello questo questa questi quel quella quello c' l' d' dell' all' nell' sull'
    un' quest' così mamma bambino povero cara caro addio me a no""".split()
)
LATIN = frozenset(
    """ego tu nos vos ille illa illud hic haec hoc is ea id qui quae quod quis quid cum ex ab ad ac atque et sed aut
    vel nec neque non ut ne si nisi enim autem ergo igitur quia quoniam sum es est sumus estis sunt esse fuit
    erat erit esto habet habeo habemus in per pro de sub super ante post inter contra apud sine me te se mihi
    tibi sibi nobis vobis meus mea meum tuus tua tuum suus sua suum noster nostra nostrum nostri deus dei deo
    deum dominus domini domine dominum pater patris patri filius filii spiritus spiritu sancti sanctus sancta
    sanctum ave maria gratia plena pax pace requiem requiescat aeternam dona eis lux lucem veritas veritate
    vita vitam mors mortis mortem morituri salutant vini vino bellum belli terra terram caelum caelo homo
    homines hominem omnia omnes omnibus omnium nihil nemo semper nunc tunc iam sic semel magna magnum magnus
    summa summum regina rex regis gloria mundi mundum orbis tempus tempora mores amen benedictus benedicat
    saecula saeculorum corpus sanguis anima animam animus manus verbum verba credo libera exorcizo vade retro
    arma virumque cano veni vidi vici carpe diem memento mori cogito acta fabula habeas invoco appare revela
    redde a""".split()
)

WORDS = {"fr": FRENCH, "de": GERMAN, "es": SPANISH, "it": ITALIAN, "la": LATIN}
"""BCP 47 → the words of that language; those that are English, too, tell nothing."""

COURTESIES = frozenset(
    """de la le les du des d' l' di da del della der den von van und et madame monsieur mademoiselle messieurs mesdames
    signora signore signor signorina señor señora señorita herr frau fräulein""".split()
)
"""Words that stand with names in English, too: Madame Walter de la Mare."""

LETTERS = {
    "fr": frozenset("àâçéèêëîïôùûœ"),
    "de": frozenset("äöüß"),
    "es": frozenset("áéíóúñ"),
    "it": frozenset("àèéìòù"),
    "la": frozenset("āēīōūæœ"),
}
"""BCP 47 → letters that English does not have and this language does."""
