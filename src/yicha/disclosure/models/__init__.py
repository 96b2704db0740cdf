"""Tables of the room."""

from yicha.disclosure.models.annulments import Annulment
from yicha.disclosure.models.articles import Article, ArticleVersion, QuotaNote
from yicha.disclosure.models.epoch import Epoch
from yicha.disclosure.models.pictures import ArticlePicture
from yicha.disclosure.models.results import Correction, Publication
from yicha.disclosure.models.watch import WatchDay

__all__ = ["Annulment", "Article", "ArticlePicture", "ArticleVersion", "Correction", "Epoch", "Publication", "QuotaNote", "WatchDay"]
