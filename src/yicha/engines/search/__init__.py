"""Finding by a part of a name: 两个字、一段统一社会信用代码、尾号或拼音首字母 (qhfd finds 青禾饭店).

**Model.** A name is folded (NFKC, lower case, only letters and digits stay). At position i stand the pair of the characters i and
i+1, and every pair of letters with which their readings may begin; the last character stands alone. A code stands as a whole and by its
last four characters, under signs of their own. `vector_of` writes this as a PostgreSQL `tsvector`.

**Claims.** `query_of` writes a `tsquery` that holds for a vector exactly if each word of the question is (a) a part of a folded
name, (b) letters with which consecutive characters of a name may be read, (c) the beginning of a code, of 4 characters or more, or
(d) the last four of a code. A word of two characters or more is found by its pairs, so a GIN index answers, and no word of a
language needs to be known. A single Chinese character is enough; one Latin letter or digit is not read, and a question without
anything to read is empty.

**Cost.** A vector has some two entries a character, more where a character has several readings: all of them count, so 长沙 is found by
cs and by zs. Readings come from pypinyin's table of single characters (Unihan, MIT licence).
"""

from yicha.engines.search.words import fold, query_of, reads, vector_of

__all__ = ["fold", "query_of", "reads", "vector_of"]
