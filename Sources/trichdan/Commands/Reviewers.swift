import ArgumentParser
import QuoteStore
import ReviewSite

/// `trichdan reviewers`: who may decide under which name on the review desk.
struct Reviewers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Gives reviewers tokens of their own, so that the log says who it was.",
    discussion: """
      Who signs in on the review desk with a reviewer's token decides under that name, and nobody else can. The database keeps
      the token's SHA-256 alone: a token that was lost is replaced by adding the reviewer again.

      Examples:
        trichdan reviewers add "Lê An"
        trichdan reviewers
        trichdan reviewers remove "Lê An"
      """,
    subcommands: [ListReviewers.self, AddReviewer.self, RemoveReviewer.self],
    defaultSubcommand: ListReviewers.self)
}

/// `trichdan reviewers list`, which is what `reviewers` alone does.
struct ListReviewers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the reviewers who have tokens.")

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let store = try database.open(.read)
    try reportingStoreErrors {
      let reviewers = try store.reviewersWithTokens()
      for (name, madeAt) in reviewers { print("\(name)\t\(madeAt)") }
      if reviewers.isEmpty {
        printError("no reviewer has a token; give one with: trichdan reviewers add NAME")
      }
      try store.close()
    }
  }
}

/// `trichdan reviewers add`.
struct AddReviewer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Makes a token for a reviewer and prints it, once.")

  @Argument(help: "The reviewer's name, as the log is to have it.")
  var name: String

  @OptionGroup var database: DatabaseOption

  func run() throws {
    guard let name = SiteSettings.reviewerName(name) else {
      throw ValidationError("a reviewer's name has at least one letter and at most 80")
    }
    let token = SiteSettings.newToken()
    let store = try database.open(.update)
    try reportingStoreErrors {
      try store.setToken(digest: SiteSettings.digest(ofToken: token), of: name)
      try store.close()
    }
    print(token)
    printError(
      "the token of \(name); it is shown only now. Sign in with it on the page that “trichdan serve” opens")
  }
}

/// `trichdan reviewers remove`.
struct RemoveReviewer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Takes a reviewer's token away; what was decided stays.")

  @Argument(help: "The reviewer's name.")
  var name: String

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let store = try database.open(.update)
    try reportingStoreErrors {
      guard try store.removeToken(of: name) else {
        throw CommandFailure(
          "\(name) has no token; “trichdan reviewers” lists those who have one", status: .unusable)
      }
      try store.close()
    }
  }
}
