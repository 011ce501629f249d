"""How English words are spelt: which three letters stand in a row in some word, and which in none."""

from functools import cache

_EDGE = "-"
"""Stands for a word's beginning and end."""
_ROWS = """-aabcdefghijklmnopqrstuvwxyz -baceiloruy -caehikloruy -daeioruwy -eabcdefghijlmnpqrstuvwxyz -faeijloru
    -gabehilnoruwy -haeimotuy -iacdfglmnorstv -jaeiou -kaeilnoruy -laeilouy -maeioruy -nadeiouy
    -oabcdfghiklmnoprstuvwxyz -paeghilnorsuy -qu -radehiouy -sacehiklmnopqtuwy -taehimorsuwxy -ughklmnprst -vaeiou
    -waehiory -xa -yaeiouv -zaeiou aacr ab-abcehilmnorsuy ac-acehikloqrtuy ad-abcdefghijlmnopqrstuvwyz ae-lorst
    af-aefilorty ag-aefghilmnoprsu ah-aeo ai-cdefglmnqrstvz ajaeo ak-aefhilnrsuy al-abcdefgiklmnoprstuvwy
    am-abefimnopstuy an-acdefghijklnoqstuvwxy aoklmr ap-abcdefhijklmoprstu aqu ar-abcdefgijklmnopqrstvwy
    as-aceghiklmnopqstuwy at-abcefhiklmnorstuy au-bcdfglnprstvxz avaeioy aw-abdefhiklmnorsy ax-eilotwy
    ay-abdefilmnostw az-aeiouyz ba-bcdfgiklnprstuwxyz bb-aeilosy bc-h bdu be-acdefghilmnqrstvwy bho
    bi-acdegjklnorstz bje blaeiouy bmaei bnaeo bo-abdghilmnorstuvwxy braeiouy bs-ceiotu bt-aefilrsu
    bubcdfgiklmnorstyz bvi bwae by-begrs ca-bcdefgijklmnprstuvy ccaehiouy cdo ce-acdefilmnprstwy
    ch-abcdefilmnorstuwy ciabdefglmnoprstuv ck-abceghilmnoprstwy claeiouy cni co-abcdefghiklmnopqrstuvwy cqu
    craeiouy cs-t ct-aefilnorsu cubcdefilmnoprstu cy-bcilnrst da-bcdefghilmnprstuvwyz dbaloy dcahlu dd-aeilorsy
    de-abcdefgijlmnopqrstuvwxz dfaioru dgaeimy dheo diabcdefglmnoprstuvwz djaeu dkae dl-aeioy dmaeiou dnaei
    do-cdegilmnoprstuvwxyz dpaeho dqu dr-aeiouy ds-acehimoptu dth duabcdefgiklmnoprstu dvaeio dwaeior dy-beils dze
    ea-bcdfghklmnprstuvw eb-abelorstuy ec-acdehiklorstuy ed-acdefghilmnoprstuwy ee-abcdfiklmnprstvz ef-aefilorstuy
    eg-aegilnorsuy eh-aeio eicglnprstvz ejaeou ek-bdeilns el-abcdefghilmopstuvy em-abeimnopsuy
    en-abcdefghijklmnopqrstuvwyz eo-cdfglmnprsuv ep-aefhiloprstuwy equ er-abcdefghijklmnoprstuvwy
    es-acdehiklmopqstuwy et-abcefhilmnoprstuwyz eu-degmprstv ev-aeio ew-abcdeghilnorsty ex-acehiopqtuy
    ey-abcehimnosw ezeirvy fa-bcdegiklmnrstuvwx fbo fe-abcdegilmnrstuvw ff-abehilnorsuy fga fha fiacdefglnorstvxz
    fjo flaeiouy fne foacegilnorsuwx fpe fraeiouy fs-p ft-ehilnsy fu-cdeglmnrstz fwa fy-i ga-bcefgilmnoprstuvyz gbn
    gca gdo ge-acdefhilmnorstw gfiu gg-aeilsy gh-abefghilnostw giabcdefglmnoprstuvz glaeiouy gm-ae gn-aeiostu
    go-abdegilmnorstuvwy gpi graeiouy gs-ahilt gtho guabdeilmnorsty gwae gy-emp gza ha-bcdefgiklmnprstuvwyz hbeo hcr
    hdaor he-acdefhilmnopqrstvwxy hfau hgo hheo hi-abcdefgjklmnoprstv hleioy hm-aeiou hn-aeios
    ho-abcdegiklmnoprstuvw hqu hraeiouy hs-aot ht-cdefghilmnorstuy huabcdefghlmnprst hwaeio hy-adglmnprstu
    ia-bcdgilmnprst ib-abeilorsu ic-acehiklnorstuy id-adegilmnostuwy ie-bcdfgklnprstuvw if-aefilorstuy
    ig-aeghilmnorsuwyz iho iin ijao ikaeiy il-abcdefhiklmorstuvwy im-abeilmnopsuy in-abcdefghijklmnoqstuvwxy
    io-cdglnrstuw ip-abceiklmopstuwy iqu ir-abcdegiklmoprstuvwy is-abcdefghijklmopqrstuy it-acefhilmnorstuyz iums
    ivaeiovy iwo ix-eipt iz-aeiouz jacghkmnprsuwyz jeacdeflmnrstw ji-bglmn jo-abceghiklnrstuvy juabdgiklmnrstv
    ka-bghnrtxy kbou kcahl kda ke-bdefgilmnprstvwy kfau kgar khaeo ki-cdeilmnoprst kke klaeiuy kmae knaeiou koabnou
    kpao kriou ks-acehlmou ktaio kudlmnp kwaeo ky-als la-bcdfghiklmnprstuvwxyz lb-aelosu lcahlou ld-aefhilnorsw
    le-abcdefgilmnoprstuvwxy lf-agiprtuw lgaeir lho li-abcdefghjklmnopqrstuvxz lk-aehimswy ll-abdefhinoprsuwy
    lm-aeilnosy ln-eu lo-abcdefgiklmnopqrstuvwxyz lp-aefhilorsuy lreouy ls-aehikot lt-aehiorsuyz lu-abcdefgklmnprstx
    lvaei lwa ly-dgilmnrsw ma-bcdgijklmnprstuxyz mb-aeilnorsu mcah me-abcdefghklmnorstwx mfeou mho
    mi-acdefgklmnorstx mley mmaeiosuy mn-aeilos mo-abcdgiklmnoprstuvwz mp-abehilorstuy mr-aes ms-ceiopty mt-h
    mucdefglmnrstz mve mwe my-arst na-bcdefghiklmnoprstuvwy nbeoru nc-aehilortuy nd-abcdefhiklmnoprsuwy
    ne-abcdefgilmnopqrstuvwxy nfaeiloru ng-adefhilmnorstuy nhaeou ni-abcdefglmnopqrstuvxz njaeou nk-aefilmnrsw
    nlaeiouy nmaeio nn-aeiosuy no-abcdefgilmnoprstuvwxyz npaeiloru nqu nraeioy ns-acefhilmnoptuvwy nt-aefghilmnorsuy
    nu-abcdefgimnoprstu nvaeiouy nwaehior nx-i ny-abdhimotwx nzeiy oa-cdfhklmnprstvx ob-abeijlostvwy oc-acehiklorstu
    od-abdefgiklmnoprstuwy oe-bdlmnstuv of-aefiorstu og-aceginrsuwy oh-aein oicdeglnrst ojeo ok-aceikloswy
    ol-abcdefiklmnoprstuvy om-abefimnoprsuwy on-abcdefgijklmnopqrstuvwyz oo-cdefghiklmnprstvz op-aehiklmoprstuwy oqu
    or-abcdefghiklmnoprstuwy os-abceghikopqstuwy ot-abcefhilmnoprstuw ou-bcdegilnpqrstv ovaeio ow-acdefhilnprsty
    ox-befiy oy-acdefilmos oz-eioz pa-bcdgijlmnpqrstuvwyz pbeor pco pdao pe-acdefglmnoprstwz pfau pgl ph-aeilnorsy
    pi-acdegklmnoprstuvxz pja pki plaeiouy pmae pneo po-cdegiklmnoprstuvw pp-aehilorsuy praeiou ps-aehioty
    pt-aehilorsuy pubcdfglmnprstz pwar py-aijlmr quaeio ra-bcdefghiklmnoprstuvwyz rb-aeilorsuy rc-aehilouy
    rd-abcefilnorsuy re-abcdefghijklmnopqrstuvwxy rf-aeilou rg-aehiloruy rhaeouy ri-abcdefgklmnopstuvz rjo
    rk-aehilmnsuy rl-adeiopsty rm-acefhilnoprstuy rn-aefilmnopstwy ro-abcdefghijklmnopqrstuvwxyz rp-aehilnors rqu
    rr-aeiouy rs-abdehiklmoptu rt-abcefghilmnoprsuwyz ruabcdefgilmnprst rvaeio rwaehio ry-abcdeilmnopstw
    sa-abcdfgiklmnprstuvwxy sbaeouy sc-aehiloruy sdao se-abcdefhiklmnopqrstuvwxy sfaeiouy sgoru sh-aefilmnortuwy
    siabcdefglmnoprstuvxz sjo sk-aeilsuy slaeiouy sm-aeiosu snaeiou so-abcdefgijlmnoprtuvw sp-abehilorsuy sq-u sraeo
    ss-aefilmnopruwy st-abcefghilmnoprsuwy suabcdefgilmnprst sve swaeiou sy-bcdlmnrs ta-bcdefghiklmnprstuvwxy
    tbaeioru tc-ahoru tdaor te-abcdefglmnoprstuvwx tfaiou tgaou th-adefhilmnoqrstuwy ti-abcdefglmnopqrstvz tki
    tlaeioy tm-aeio tneiou to-abcdefgiklmnoprstuvwxy tp-ahlo traeiouy ts-cehiklmoptuwy tt-aehiloprsy
    tu-abcdefgilmnoprstx twaeio txt ty-aeilpr tz-egp ua-bcdgiklmnrstvy ub-abdeijlmrstuwy ucacehikltuy ud-adegilorsy
    ue-adeflnrstu ufaftu ug-aeghilnosu uh- uicdelnoprstvz ukeu ul-abdefgiklnoprstuvwy um-abcefimnopsuv
    un-abcdefghijklmnopqrstuvwy uorstuy up-abdehiloprstuwy uqu ur-abcdefghiklmnoprstvy us-abcehiklnopstuy
    ut-abcdefhilmnorstuwyz uum uver uxeiu uy-eis uzez va-bcdegilmnprstu ve-adghilmnrstxy viabcdeglnorstvxz
    vo-cdiklmnrtuwy vre vul vvy vy-i wa-bdfgiklmnrstvwxy wbaeory wcao wd-elrsu we-abdegilnprstv wflou wga whaeioy
    wi-cdefglmnprstvz wk-eiw wl-eiosy wma wn-bceilrswy wo-beklmnoprstuvw wpa wraeiouy ws-beilopty wt-ho wumn wy-aeo
    xacglmnst xbo xcehilu xe-cdlmnrst xfo xhaio xi-cdelmnostv xle xoprt xpaeilor xqu xt-ehiorsuy xublr xwe xy-gs
    ya-bcgklnrtw ybeior ycehlo yd-aeinr ye-abdegilnorstw yfaiu ygeilo yho yiens yja ylaeilosuvy ym-abemnop yn-enotx
    yo-dgklmnru ypeinost yr-adeiotu ys-acehimt ythio yuhn yvo ywaho yx- za-abcgnrt ze-abdlmnprst zge zi-ceglnp zlei
    zodemnor zpa zra zucr zvo zy- zz-aeily"""
"""Two letters, and those that follow them in some word: from 16,067 words, those that stand three times or in
two texts of ``benchmarks/stories/train``, 9 novels and 45 excerpts of novels, and 1,500 words and names of people and
places in Britain and North America, chosen for their letters."""
_SHORTEST_PART = 4
"""Letters of a word in a compound; shorter ones could be found anywhere."""


def unusual(word: str) -> tuple[str, ...]:
    """The rows of three letters of *word*, a to z in small letters, that no English word has.

    What is put together of two words has them where they meet: blackthorn. "-" is the word's beginning or end.
    """
    found = _unusual(word)
    if found:
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if not _unusual(word[:at]) and not _unusual(word[at:]):
                return ()
    return found


def _unusual(word: str) -> tuple[str, ...]:
    edged = f"{_EDGE}{word}{_EDGE}"
    rows = (edged[at : at + 3] for at in range(len(edged) - 2))
    return tuple(row for row in rows if row[2] not in _following().get(row[:2], ""))


@cache
def _following() -> dict[str, str]:
    return {row[:2]: row[2:] for row in _ROWS.split()}
