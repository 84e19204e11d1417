/// How large files of each kind may be, in bytes.
public struct EvidenceLimits: Hashable, Sendable {
  public var picture: Int64 = 20 << 20
  public var video: Int64 = 200 << 20
  public var document: Int64 = 10 << 20

  /// What holds when nobody says anything: 20 MB, 200 MB and 10 MB.
  public init() {}

  /// In bytes.
  public subscript(kind: EvidenceType.Kind) -> Int64 {
    switch kind {
    case .picture: picture
    case .video: video
    case .document: document
    }
  }

  /// What any file may have at most, whatever it turns out to be.
  public var largest: Int64 { max(picture, video, document) }
}
