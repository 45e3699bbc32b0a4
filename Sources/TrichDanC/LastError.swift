import Foundation

/// What went wrong last, for each thread by itself.
enum LastError {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    // Without a key (there are a thousand to be had) errors have no message.
    pthread_key_create(&key) { free($0) }
    return key
  }()

  private static let none: StaticString = "no error"

  /// Keeps a message until the thread's next one.
  static func set(_ message: String) {
    free(pthread_getspecific(key))
    pthread_setspecific(key, strdup(message))
  }

  /// The message.
  static var message: UnsafePointer<CChar> {
    guard let message = pthread_getspecific(key) else {
      return UnsafeRawPointer(none.utf8Start).assumingMemoryBound(to: CChar.self)
    }
    return UnsafePointer(message.assumingMemoryBound(to: CChar.self))
  }
}
