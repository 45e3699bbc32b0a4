import HTTPTypes

/// Which addresses there are and by which methods they are asked for: what `405` has to say.
struct RouteTable: Sendable {
  private var routes: [(parts: [Substring], methods: Set<String>)] = []

  /// Takes the paths of a router, `/records/:row`, with their methods.
  init(_ described: [(path: String, method: HTTPRequest.Method)]) {
    for (path, method) in described {
      let parts = path.split(separator: "/")
      if let index = routes.firstIndex(where: { $0.parts == parts }) {
        routes[index].methods.insert(method.rawValue)
      } else {
        routes.append((parts, [method.rawValue]))
      }
    }
  }

  /// The methods of an address, as the `Allow` header has them; `nil` when there is no such address.
  func allowed(_ path: String) -> [String]? {
    let asked = path.split(separator: "/")
    let methods = routes.filter { route in
      route.parts.count == asked.count
        && zip(route.parts, asked).allSatisfy { $0.hasPrefix(":") || $0.hasPrefix("{") || $0 == $1 }
    }
    guard !methods.isEmpty else { return nil }
    var all = methods.reduce(into: Set<String>()) { $0.formUnion($1.methods) }
    // What can be had can be asked about.
    if all.contains("GET") { all.insert("HEAD") }
    return all.sorted()
  }
}
