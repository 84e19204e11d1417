import ArgumentParser

/// What the columns of a file are called: `order=订单号,kind=事件`, each field with the name its column has there.
struct ColumnMapping: Hashable, Sendable {
  let headers: [String: String]
  /// As it was written.
  let text: String

  init(_ text: String) throws {
    var headers: [String: String] = [:]
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw ValidationError(say("--mapping “\(pair)”：写成 字段=列名，用逗号隔开。", "--mapping “\(pair)”: write FIELD=COLUMN, separated by commas."))
      }
      guard headers.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw ValidationError(say("--mapping 里“\(parts[0])”写了两次。", "--mapping names “\(parts[0])” twice."))
      }
    }
    guard Set(headers.values).count == headers.count else {
      throw ValidationError(say("--mapping 里同一列用了两次。", "--mapping uses a column twice."))
    }
    self.headers = headers
    self.text = text
  }
}
