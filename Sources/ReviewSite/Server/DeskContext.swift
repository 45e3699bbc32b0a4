import Hummingbird
import NIOCore

/// What is known of a request besides what it asks.
struct DeskContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The language of the answer.
  var language = Language.vietnamese
  /// Who decides.
  var reviewer = "unknown"
  /// Whether the answer is for a program.
  var isAPI = false
  /// Whether the request showed the site's token by itself, not by a cookie.
  var showedToken = false
  /// Whether whoever asks may see the desk; until then no answer holds anything that a write needs.
  var isSignedIn = false
  /// Whether `reviewer` showed a token of his own.
  var isBound = false
  /// The body, once it has been read.
  var body = ByteBuffer()
  /// The connection.
  let channel: any Channel

  /// The network address of who asks.
  var remoteAddress: String { channel.remoteAddress?.ipAddress ?? "local" }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
