import Casework
import Evidence
import Playbook

/// Evidence as a case has it: what was told, and when.
struct AddedEvidence: Hashable, Sendable {
  let evidence: Casework.Evidence
  let at: Instant
  /// Of the event that tells of it.
  let sequence: Int

  /// - Returns: nil for events that tell of something else.
  init?(_ event: Event) {
    guard case .evidenceAdded(let added) = event.kind else { return nil }
    evidence = added.evidence
    at = event.at
    sequence = event.sequence
  }

  var thumbnail: ContentDigest? { evidence.attributes[EvidenceAttributes.thumbnail].flatMap { ContentDigest($0) } }

  /// Nil when it can't be read any more: its key was erased.
  var originalFile: EvidenceFile? { ContentDigest(evidence.sha256).flatMap { file($0, keptUnder: evidence.seal?.original) } }

  /// As `originalFile`; nil too where there is no thumbnail.
  var thumbnailFile: EvidenceFile? { thumbnail.flatMap { file($0, keptUnder: evidence.seal?.thumbnail) } }

  private func file(_ digest: ContentDigest, keptUnder kept: String?) -> EvidenceFile? {
    guard let seal = evidence.seal else { return EvidenceFile(unsealed: digest) }
    guard let key = EvidenceKey(base64: seal.key), let kept = kept.flatMap({ ContentDigest($0) }) else { return nil }
    return EvidenceFile(digest, sealedAs: kept, with: key)
  }

  /// Why there is no thumbnail; nil for what has none, and for what has no looks.
  var fault: ThumbnailFault? { evidence.attributes[EvidenceAttributes.thumbnailFault].flatMap(ThumbnailFault.init) }

  /// Behind “there is no thumbnail”.
  var faultWords: Problem.Words {
    switch fault {
    case nil: .init("：它不是图片或视频", ": it is neither picture nor video")
    case .toolMissing: .init("：服务器上没有 ffmpeg 或 prlimit", ": the server has no ffmpeg or no prlimit")
    case .unreadable: .init("：ffmpeg 读不了这个文件", ": ffmpeg can't read the file")
    case .tookTooLong: .init("：生成超时", ": drawing it took too long")
    case .busy: .init("：收到时太忙", ": too many were drawn when it came")
    }
  }

  /// Everything in a store that the case stands on.
  var digests: Set<ContentDigest> { Set(evidence.parts.compactMap { ContentDigest($0.kept) }) }
}

extension EvidenceSeal {
  /// Of what was kept, as the case is told of it.
  init(_ kept: KeptEvidence) {
    let thumbnail = try? kept.thumbnail?.get()
    self.init(key: kept.key.base64, original: kept.original.kept.text, thumbnail: thumbnail?.kept.text)
  }
}

/// What is kept with evidence besides its own fields, by name.
enum EvidenceAttributes {
  static let (colour, shape, size) = ("colour", "shape", "size")
  static let (happenedAt, place) = ("happened-at", "place")
  static let (receivedAt, thumbnail, thumbnailFault) = ("received-at", "thumbnail", "thumbnail-fault")

  /// What senders say: of a foreign object how it looks (T-07), of anything when and where it happened (T-08).
  static let told = [colour, shape, size, happenedAt, place]

  /// What the server knows.
  static func own(receivedAt: Instant, _ drawn: EvidenceIntake.Drawn?) -> [String: String] {
    var attributes = [Self.receivedAt: receivedAt.rfc3339]
    switch drawn {
    case .success(let file)?: attributes[thumbnail] = file.digest.text
    case .failure(let fault)?: attributes[thumbnailFault] = fault.rawValue
    case nil: break
    }
    return attributes
  }
}
