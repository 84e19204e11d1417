/// How the files of a piece of evidence are sealed where they are kept.
public struct EvidenceSeal: Hashable, Sendable, Codable {
  /// What opens them, in base64. It is the party's as the evidence's name is: sealed with it, and erased with it. Then nobody can read the files any more,
  /// wherever copies of them are. It isn't shown to anybody.
  public let key: String
  /// What the sealed original is kept under: the SHA-256 of its sealed bytes, in hexadecimal.
  public let original: String
  /// The same for the thumbnail, where there is one.
  public let thumbnail: String?

  public init(key: String, original: String, thumbnail: String?) {
    self.key = key
    self.original = original
    self.thumbnail = thumbnail
  }
}

/// A file that is kept for a piece of evidence.
public struct EvidencePart: Hashable, Sendable {
  /// `original` or `thumbnail`.
  public let name: String
  /// The media type of what is in it.
  public let type: String
  /// Of what is in it, in hexadecimal.
  public let sha256: String
  /// What it is kept under: of the sealed bytes, where it is sealed.
  public let kept: String
}

extension Evidence {
  /// The original, and the thumbnail where there is one.
  public var parts: [EvidencePart] {
    let original = EvidencePart(name: "original", type: type, sha256: sha256, kept: seal?.original ?? sha256)
    guard let digest = attributes["thumbnail"] else { return [original] }
    return [original, EvidencePart(name: "thumbnail", type: "image/jpeg", sha256: digest, kept: seal?.thumbnail ?? digest)]
  }
}
