import Foundation

/// What a password must be that its person chooses.
enum PasswordRule {
  static let shortest = 10
  static let longest = 200

  /// - Returns: what is wrong with it; nil when nothing is.
  static func fault(_ password: String, account: String, former: String) -> Problem.Words? {
    let plain = password.precomposedStringWithCompatibilityMapping
    if plain.count < shortest { return .init("至少 \(shortest) 个字", "at least \(shortest) characters") }
    if plain.count > longest { return .init("最多 \(longest) 个字", "at most \(longest) characters") }
    if plain.lowercased() == account { return .init("不能和登录名一样", "may not be the log-in name") }
    if plain == former.precomposedStringWithCompatibilityMapping { return .init("不能和原来的一样", "may not be the one it was") }
    return nil
  }
}
