import Casework
import Desk
import Playbook

/// A piece of evidence (T-07, T-08).
struct AsideFile {
  /// What was said of it: its colour, where it happened.
  struct Detail {
    let label: String
    let value: String
  }

  let id: String
  let name: String
  /// Picture, video or document.
  let kind: String
  let isVideo: Bool
  let size: String
  let sender: String
  let hasSender: Bool
  let remark: String
  let hasRemark: Bool
  /// By the server's clock; the thumbnail shows the same.
  let received: PageTimes.Stamp
  /// Addresses.
  let file: String
  let thumbnail: String
  let hasThumbnail: Bool
  let details: [Detail]
  /// Whether its file was erased with the personal data of whoever it belonged to.
  let isErased: Bool

  /// The newest first.
  static func all(_ look: AsideLook) -> [AsideFile] {
    guard look.rights.contains(.seeEvidence) else { return [] }
    return look.file.events.compactMap(AddedEvidence.init).reversed().map { AsideFile($0, look) }
  }

  private init(_ added: AddedEvidence, _ look: AsideLook) {
    let evidence = added.evidence
    let links = CaseLinks(look.state.id)
    id = evidence.id
    name = look.shown(evidence.name)
    kind = look.words.text("aside-file-\(["picture", "video"].contains(evidence.kind) ? evidence.kind : "document")")
    isVideo = evidence.kind == "video"
    size = Self.size(evidence.bytes)
    sender = look.retelling.name(ofParty: evidence.party)
    hasSender = evidence.party != nil
    remark = look.shown(evidence.note ?? "")
    hasRemark = evidence.note != nil
    received = look.stamp(evidence.attributes[EvidenceAttributes.receivedAt].flatMap { Instant(rfc3339: $0) } ?? added.at)
    isErased = added.originalFile == nil
    file = links.evidence(evidence.id)
    thumbnail = "\(file)/thumbnail"
    hasThumbnail = added.thumbnailFile != nil
    details = EvidenceAttributes.told.compactMap { name in
      evidence.attributes[name].map { value in
        let time = name == EvidenceAttributes.happenedAt ? Instant(rfc3339: value).map { look.stamp($0).text } : nil
        return Detail(label: look.words.text("aside-file-\(name)"), value: time ?? look.shown(value))
      }
    }
  }

  /// `12 B`, `3.4 KB`, `120 MB`.
  static func size(_ bytes: Int64) -> String {
    var (amount, unit) = (Double(bytes), "B")
    for larger in ["KB", "MB", "GB"] where amount >= 1_000 { (amount, unit) = (amount / 1_024, larger) }
    let tenths = (amount * 10).rounded() / 10
    return tenths < 10 && unit != "B" ? "\(tenths) \(unit)" : "\(Int64(amount.rounded())) \(unit)"
  }
}
