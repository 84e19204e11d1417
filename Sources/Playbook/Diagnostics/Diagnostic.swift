/// One finding of the compiler or of a check: data first; `Words` says it, `Drawing` shows it.
public struct Diagnostic: Hashable, Sendable {
  /// The check's id, e.g. `value-without-branch`; the page is docs/checks.md.
  public let check: String
  public let level: Level
  public let file: String
  public let place: Place
  /// The language of the document.
  public let language: Language
  /// What the words are filled with: names, values.
  public let message: Message
  /// The facts and answers that lead there, one line each.
  public let story: [String]
  /// The bullet that would close the finding, ready to be inserted.
  public let suggestion: String?

  /// How grave a finding is; docs/checks.md says what each level means.
  public enum Level: String, Hashable, Sendable, Comparable, CaseIterable {
    case note, warning, error

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
  }

  /// The same thing said in both languages.
  public struct Message: Hashable, Sendable {
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) {
      self.chinese = chinese
      self.english = english
    }

    /// The words in one of the two languages.
    public func text(in language: Language) -> String { language == .chinese ? chinese : english }
  }

  public init(
    check: String, level: Level, file: String, place: Place, language: Language, message: Message, story: [String] = [], suggestion: String? = nil
  ) {
    self.check = check
    self.level = level
    self.file = file
    self.place = place
    self.language = language
    self.message = message
    self.story = story
    self.suggestion = suggestion
  }

  /// The message in the document's language.
  public var text: String { message.text(in: language) }
}

extension [Diagnostic] {
  /// Document order: the file as it was first met, then line and column, then the graver finding first.
  func inDocumentOrder(files: [String]) -> [Diagnostic] {
    let rank = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (fileA, fileB) = (rank[a.file] ?? .max, rank[b.file] ?? .max)
      if fileA != fileB { return fileA < fileB }
      if a.place.line != b.place.line { return a.place.line < b.place.line }
      if a.place.column != b.place.column { return a.place.column < b.place.column }
      if a.level != b.level { return a.level > b.level }
      return left.offset < right.offset
    }.map(\.element)
  }
}
