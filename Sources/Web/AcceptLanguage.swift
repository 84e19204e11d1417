public import Playbook

extension Language {
  /// The language that a client likes best of those we speak (RFC 9110, 12.5.4); Chinese when it names none of them.
  public init(acceptLanguage header: String?) {
    var best: (language: Language, quality: Double)?
    for range in (header ?? "").split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let tag = parts.first, let language = Language(tag: tag) else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if quality > best?.quality ?? 0 { best = (language, quality) }
    }
    self = best?.language ?? .chinese
  }
}
