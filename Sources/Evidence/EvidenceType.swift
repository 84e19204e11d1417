/// A media type that is taken as evidence. The list is closed: what isn't in it may be made to harm whoever opens it.
public struct EvidenceType: Hashable, Sendable {
  /// What limits and thumbnails go by.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case picture, video, document
  }

  /// The media type that the file is given out as.
  public let mediaType: String
  public let kind: Kind
  /// Behind the dot in a name, where the sender gave none.
  public let suffix: String
  /// ffmpeg's reader for it; nil where nothing is drawn of it. Named, so that no file has itself read as a playlist or script.
  let reader: String?

  /// All there are.
  public static let all = [
    EvidenceType(mediaType: "image/jpeg", kind: .picture, suffix: "jpg", reader: "jpeg_pipe"),
    EvidenceType(mediaType: "image/png", kind: .picture, suffix: "png", reader: "png_pipe"),
    EvidenceType(mediaType: "image/webp", kind: .picture, suffix: "webp", reader: "webp_pipe"),
    EvidenceType(mediaType: "image/heic", kind: .picture, suffix: "heic", reader: "mov"),
    EvidenceType(mediaType: "image/gif", kind: .picture, suffix: "gif", reader: "gif"),
    EvidenceType(mediaType: "video/mp4", kind: .video, suffix: "mp4", reader: "mov"),
    EvidenceType(mediaType: "video/quicktime", kind: .video, suffix: "mov", reader: "mov"),
    EvidenceType(mediaType: "video/webm", kind: .video, suffix: "webm", reader: "matroska"),
    EvidenceType(mediaType: "application/pdf", kind: .document, suffix: "pdf", reader: nil),
    EvidenceType(mediaType: "text/plain", kind: .document, suffix: "txt", reader: nil),
  ]

  /// What libmagic calls some of them.
  private static let otherNames = ["image/heif": "image/heic", "video/x-m4v": "video/mp4"]

  /// - Returns: nil when files of this media type aren't taken.
  public init?(mediaType: String) {
    let name = Self.otherNames[mediaType] ?? mediaType
    guard let known = Self.all.first(where: { $0.mediaType == name }) else { return nil }
    self = known
  }

  private init(mediaType: String, kind: Kind, suffix: String, reader: String?) {
    self.mediaType = mediaType
    self.kind = kind
    self.suffix = suffix
    self.reader = reader
  }
}
