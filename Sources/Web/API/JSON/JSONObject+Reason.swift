import Desk

extension JSONObject {
  /// The member `reason`, for the audit; what is wrong with it is noted.
  ///
  /// - Parameter what: what somebody has to have a reason for, in Chinese: 看 or 删.
  func reason(for what: String) -> String {
    // How long it may be, and that it has to be there, is read as of any text.
    let reason = text("reason", longest: Reason.longest)
    guard !reason.isEmpty else { return reason }
    for fault in Reason.faults(of: reason) {
      switch fault {
      case .tooShort: note("reason", .init("说明为什么要\(what)，至少 \(Reason.shortest) 个字", "say what for, in \(Reason.shortest) characters at least"))
      case .notOneLine: note("reason", .init("写在一行里", "write it in one line"))
      case .tooLong: break
      }
    }
    return reason
  }
}
