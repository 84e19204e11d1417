/// The language of a document, and of the words said about it.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
  case chinese = "zh-CN"
  case english = "en"

  /// Reads a locale tag such as `zh_CN.UTF-8`, `zh-Hans` or `en-GB`; nil for other languages.
  public init?(tag: some StringProtocol) {
    let tag = tag.lowercased()
    if tag.hasPrefix("zh") { self = .chinese } else if tag.hasPrefix("en") { self = .english } else { return nil }
  }

  /// Picks the words for this language.
  public func words(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
    self == .chinese ? chinese() : english()
  }
}
