import ArticleReader

/// Days, as articles and users write them.
public typealias PublicationDate = PublicationDay
