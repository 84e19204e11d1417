public import Playbook

/// A file that belongs to a case. The file itself lies elsewhere; this says what it is, and its digest.
public struct Evidence: Hashable, Sendable, Codable {
  /// Unique within the case.
  public let id: String
  /// `picture`, `video` or `document`.
  public let kind: String
  /// As whoever sent it calls it.
  public let name: String
  /// The media type, by its content.
  public let type: String
  public let bytes: Int64
  /// Of the original, in hexadecimal.
  public let sha256: String
  /// Who sent it; nil for the desk.
  public let party: Party.ID?
  public let note: String?
  /// What else is known: colour, shape and size of a foreign object, when and where it happened.
  public let attributes: [String: String]
  /// Nil for what was added before files were sealed: it lies as it came.
  public let seal: EvidenceSeal?

  public init(
    id: String, kind: String, name: String, type: String, bytes: Int64, sha256: String, party: Party.ID?, note: String?, attributes: [String: String],
    seal: EvidenceSeal? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.type = type
    self.bytes = bytes
    self.sha256 = sha256
    self.party = party
    self.note = note
    self.attributes = attributes
    self.seal = seal
  }
}

/// A file was added to the case.
public struct EvidenceAdded: Hashable, Sendable, Codable {
  public let evidence: Evidence
  public let sender: Sender
}
