/// Why there is no thumbnail. The file is kept all the same.
public enum ThumbnailFault: String, Error, Hashable, Sendable, CaseIterable {
  /// ffmpeg or what limits it isn't on this machine.
  case toolMissing = "tool-missing"
  /// ffmpeg can't read the file, or it needs more memory than it may have.
  case unreadable
  case tookTooLong = "took-too-long"
  /// Too many wait for theirs.
  case busy
}
