import Foundation

/// Finds out who holds a lock on a database, for the error that says so.
enum LockHolder {
  /// `program (process 1234)`, or `nil` where the system does not tell.
  static func describe(path: String) -> String? {
    #if os(Linux)
      // Linux lists locks by inode; in WAL mode the writer's lock is on the -shm file.
      let inodes = [path, path + "-shm"].compactMap(inode)
      // Where the system does not tell, the message names nobody.
      guard !inodes.isEmpty, let table = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else {
        return nil
      }
      let own = ProcessInfo.processInfo.processIdentifier
      for line in table.split(separator: "\n") {
        // 1: POSIX  ADVISORY  WRITE 1234 08:01:5678 120 120
        let fields = line.split(separator: " ")
        guard fields.count >= 6, fields[3] == "WRITE", let process = Int32(fields[4]), process != own,
          let inode = fields[5].split(separator: ":").last.flatMap({ UInt64($0) }), inodes.contains(inode)
        else { continue }
        // The process may have ended meanwhile.
        let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
        let program = name?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "a program"
        return "\(program) (process \(process))"
      }
    #endif
    return nil
  }

  private static func inode(_ path: String) -> UInt64? {
    // A file that is not there has no lock.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber].flatMap {
      ($0 as? NSNumber)?.uint64Value
    }
  }
}
