/// Where somebody goes on behind the log-in. It comes in an address that anybody can write: only places of the console are taken.
enum OnwardPath {
  static let usual = "/console"
  /// Bytes: it is kept in a cookie meanwhile.
  private static let longest = 1_500

  static func read(_ asked: String?) -> String {
    // What stands in braces would be filled in by the answer to a log-in, which holds a secret.
    guard let asked, asked.hasPrefix(usual), asked.utf8.count <= longest, !asked.contains("{") else { return usual }
    return asked
  }
}
