/// A file of evidence as a case names it: what is in it, and how it is kept.
public struct EvidenceFile: Equatable, Sendable {
  /// Of what is in it: the bytes that came, or were drawn.
  public let digest: ContentDigest
  /// What a store has it under: of the sealed bytes.
  public let kept: ContentDigest
  /// Nil for a file from before files were sealed: it lies as it came.
  let key: EvidenceKey?

  /// A file that was kept before files were sealed.
  public init(unsealed digest: ContentDigest) {
    self.digest = digest
    kept = digest
    key = nil
  }

  /// A sealed file.
  public init(_ digest: ContentDigest, sealedAs kept: ContentDigest, with key: EvidenceKey) {
    self.digest = digest
    self.kept = kept
    self.key = key
  }
}

/// What was kept of an upload: for the case, which is to be told of it.
public struct KeptEvidence: Equatable, Sendable {
  /// Of all its files.
  public let key: EvidenceKey
  public let original: EvidenceFile
  public let thumbnail: EvidenceIntake.Drawn?
}
