/// What an archive is, and every file in it: `manifest.json`.
public struct ArchiveManifest: Hashable, Sendable, Codable {
  public static let file = "manifest.json"
  public static let currentForm = 1

  /// The number of the form that the archive is written in.
  public let form: Int
  /// `gendan 0.1.0`.
  public let program: String
  public let name: String
  /// RFC 3339.
  public let madeAt: String
  /// Which cases were asked for.
  public let selection: Selection
  public let cases: Int
  public let turns: Int
  public let events: Int
  public let files: [File]

  /// Which cases were asked for. Nothing said: all that were closed.
  public struct Selection: Hashable, Sendable, Codable {
    /// Cases in which nothing happened from this moment on, RFC 3339.
    public var before: String?
    /// These cases.
    public var cases: [String]?
    /// Those whose retention was over, by record class in days.
    public var retentionDays: [String: Int]?

    public init(before: String? = nil, cases: [String]? = nil, retentionDays: [String: Int]? = nil) {
      self.before = before
      self.cases = cases
      self.retentionDays = retentionDays
    }
  }

  /// A file of the archive.
  public struct File: Hashable, Sendable, Codable {
    /// Within the folder.
    public let name: String
    public let bytes: Int
    /// Nil for what isn't text in lines.
    public let lines: Int?
    /// In hexadecimal.
    public let sha256: String

    public init(name: String, bytes: Int, lines: Int?, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.lines = lines
      self.sha256 = sha256
    }
  }
}

/// The files of lines in an archive, each line one JSON object.
enum ArchiveFile: String, CaseIterable {
  case turns = "turns.jsonl"
  case cases = "cases.jsonl"
  case playbooks = "playbooks.jsonl"
  case orders = "orders.jsonl"
  case evidence = "evidence.jsonl"

  /// The folder of the files of evidence, each named by its digest.
  static let evidenceFolder = "evidence"
  static let readme = "README.txt"
}
