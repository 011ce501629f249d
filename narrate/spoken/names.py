"""Names of other languages that English readers meet, and how they are said, near enough, in English letters."""

RESPELT = {
    "andrzej": "andjay", "angharad": "ang-harrad", "aoibheann": "ayveen", "blathnaid": "blawnid", "cathal": "kahal",
    "cillian": "killian", "clodagh": "cloda", "diarmuid": "deermid", "eithne": "ethna", "eoghan": "owen",
    "eoin": "owen", "fiadh": "feea", "grainne": "grawnya", "jacek": "yah-tsek", "jadwiga": "yadveega",
    "jerzy": "yezhy", "joaquin": "wahkeen", "jorge": "hor-hay", "meadhbh": "mayve", "mhairi": "vahree",
    "niamh": "neeve", "oisin": "usheen", "orlaith": "orla", "padraig": "pawdrig", "pawel": "pahvel", "qing": "ching",
    "roisin": "roh-sheen", "sadhbh": "syve", "sian": "sharn", "sorcha": "surraca", "tadhg": "tige",
    "takeshi": "takkeshee", "wojciech": "voy-check", "xiao": "shee-ow", "zhang": "jahng",
}  # fmt: skip
"""In the letters a to z, without accents. Each is here because eSpeak NG 1.52 says it in another way, and says this one
right; heard in IPA with its voice en-us."""
