import Playbook

/// A case as a line of `cases.jsonl`: what it came to, and what of it stands in the other files.
struct ArchiveCaseLine: Encodable {
  let `case`: String
  let recordClass: String
  let closedAt: String
  let turns: Int
  let events: Int
  /// The places of its first and last turn in the record that it was taken from.
  let firstPosition: Int
  let lastPosition: Int
  /// The versions it ran under, in order.
  let versions: [String]
  let evidence: Int
  let summary: ClosingSummary
}

/// What is read back of such a line. The summary is for people and other programs: nothing here depends on it.
public struct ArchivedCaseEntry: Hashable, Sendable, Decodable {
  public let `case`: String
  public let recordClass: RecordClass
  public let closedAt: String
  public let turns: Int
  public let events: Int
  public let firstPosition: Int
  public let lastPosition: Int
  public let versions: [String]
  public let evidence: Int
  public let summary: About

  /// The parts of the summary that a case is listed by.
  public struct About: Hashable, Sendable, Decodable {
    public let playbook: String
    public let subject: String
  }
}

/// A version of a playbook as a line of `playbooks.jsonl`.
struct ArchivePlaybookLine: Codable {
  struct Source: Codable {
    let path: String
    let text: String
  }

  let version: String
  let playbook: String
  let title: String
  let publishedAt: String
  /// The document first.
  let sources: [Source]

  init(_ playbook: PublishedPlaybook) {
    version = playbook.version
    self.playbook = playbook.id
    title = playbook.title
    publishedAt = playbook.publishedAt.archiveText
    sources = playbook.sources.map { Source(path: $0.path, text: $0.text) }
  }

  /// Nil when the time isn't one, or the sources don't give the version.
  var published: PublishedPlaybook? {
    let sources = sources.map { SourceText(path: $0.path, text: $0.text) }
    guard let at = Instant(archiveText: publishedAt), let document = sources.first else { return nil }
    guard readPlan(document, reading: { name in sources.first { $0.path == name } }).version == version else { return nil }
    return PublishedPlaybook(id: playbook, version: version, title: title, publishedAt: at, sources: sources)
  }
}

/// A file of evidence as a line of `evidence.jsonl`.
struct ArchiveEvidenceLine: Codable {
  let `case`: String
  let evidence: String
  /// `original` or `thumbnail`.
  let part: String
  let name: String
  let type: String
  /// Of the file as it lies here: sealed, where it is sealed.
  let sha256: String
  /// Of what is in a sealed file.
  let contentSha256: String?
  /// Where it lies in the archive; left out when it was missing where evidence is kept.
  let file: String?
}
