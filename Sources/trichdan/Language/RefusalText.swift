import ArticleReader

extension RefusedArticle {
  /// The refusal in the user's language: reason and remedy are looked up each by itself, the place stays as it is typed.
  var said: String {
    var refusal = self
    refusal.reason = Messages.current.message(reason)
    refusal.remedy = Messages.current.message(remedy)
    return refusal.description
  }
}
