from django.urls import path

from yicha.disclosure.web import article_steps, articles, pages, pictures, steps

app_name = "disclosure"

urlpatterns = [
    path("", pages.results, name="results"),
    path("annulled/", pages.annulled, name="annulled"),
    path("publish/", steps.publish_many, name="publish_many"),
    path("<int:pk>/", pages.result, name="result"),
    path("<int:pk>/publish/", steps.publish, name="publish"),
    path("<int:pk>/annul/", steps.annul, name="annul"),
    path("<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.new, name="new_article"),
    path("articles/write/", article_steps.write, name="write_article"),
    path("articles/explain/", article_steps.explain, name="explain_quota"),
    path("articles/<int:article>/", articles.article, name="article"),
    path("articles/<int:article>/revise/", article_steps.revise, name="revise_article"),
    path("articles/<int:article>/publish/", article_steps.publish, name="publish_article"),
    path("articles/<int:article>/return/", article_steps.give_back, name="return_article"),
    path("articles/<int:article>/withdraw/", article_steps.withdraw, name="withdraw_article"),
    path("articles/<int:article>/pictures/", pictures.add, name="add_picture"),
    path("articles/pictures/<int:picture>/", pictures.picture, name="picture"),
    path("articles/pictures/<int:picture>/original.jpg", pictures.original, name="picture_original"),
    path("articles/pictures/<int:picture>/copy.jpg", pictures.copy, name="picture_copy"),
    path("articles/pictures/<int:picture>/mark/", pictures.mark, name="mark_picture"),
    path("articles/pictures/<int:picture>/confirm/", pictures.confirm, name="confirm_picture"),
    path("articles/pictures/<int:picture>/return/", pictures.give_back, name="return_picture"),
    path("articles/pictures/<int:picture>/remove/", pictures.remove, name="remove_picture"),
]
