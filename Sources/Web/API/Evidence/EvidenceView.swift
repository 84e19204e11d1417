import Casework
import Evidence

/// Evidence as the API shows it.
struct EvidenceView: Encodable {
  let id: String
  let kind: String
  let name: String
  let type: String
  let bytes: Int64
  let sha256: String
  let party: String?
  let note: String?
  /// What senders said: colour, shape and size of a foreign object, when and where it happened.
  let attributes: [String: String]
  /// By the server's clock; the thumbnail shows the same.
  let receivedAt: String
  /// Addresses.
  let file: String
  let thumbnail: String?
  let thumbnailFault: String?

  /// - Parameter place: where the case's files are for whoever reads it: `/v1/cases/C-000001/evidence`.
  init(_ added: AddedEvidence, at place: String) {
    let evidence = added.evidence
    id = evidence.id
    kind = evidence.kind
    name = evidence.name
    type = evidence.type
    bytes = evidence.bytes
    sha256 = evidence.sha256
    party = evidence.party
    note = evidence.note.map(LinkTokens.masked)
    attributes = evidence.attributes.filter { EvidenceAttributes.told.contains($0.key) }
    receivedAt = evidence.attributes[EvidenceAttributes.receivedAt] ?? added.at.rfc3339
    file = "\(place)/\(evidence.id)"
    thumbnail = added.thumbnail == nil ? nil : "\(file)/thumbnail"
    thumbnailFault = added.fault?.rawValue
  }
}

/// A page of a case's evidence.
struct EvidencePage: Encodable {
  let items: [EvidenceView]
  /// The cursor of the next page; left out when this is the last one.
  let next: String?

  init(_ items: [EvidenceView], isLast: Bool) {
    self.items = items
    next = isLast ? nil : items.last?.id
  }
}
