#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Under which addresses others reach this machine.
enum Addresses {
  // IFF_UP and IFF_LOOPBACK, which are an enumeration in one library and numbers in another.
  private static let (up, loopback): (UInt32, UInt32) = (0x1, 0x8)

  /// The IPv4 addresses of the interfaces that are up, but for those of this machine alone.
  static var own: [String] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [String] = []
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      let flags = UInt32(entry.ifa_flags)
      guard let address = entry.ifa_addr, Int32(address.pointee.sa_family) == AF_INET,
        flags & up != 0, flags & loopback == 0
      else { continue }
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let length = socklen_t(MemoryLayout<sockaddr_in>.size)
      guard getnameinfo(address, length, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 else {
        continue
      }
      let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if !found.contains(text) { found.append(text) }
    }
    return found
  }
}
