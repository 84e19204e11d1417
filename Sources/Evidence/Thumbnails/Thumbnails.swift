import Crypto
import Foundation
import Places

/// Draws what a file looks like: JPEG, 480 pixels at most, with the time of its receipt in it and nothing of what the file says about itself.
public struct Thumbnails: Sendable {
  /// Each takes a processor and up to a gigabyte; whoever comes when so many wait gets no thumbnail.
  private let places = Places(atOnce: 2, mostWaiting: 32)
  private let drawing = Drawing()

  /// ffmpeg is looked for once.
  public init() {}

  /// - Parameter stamp: the time as it is drawn in: `2026-11-23 14:05:09`.
  func draw(_ upload: Upload, reader: String, isVideo: Bool, stamp: String) async throws(ThumbnailFault) -> ReceivedFile {
    guard let drawing else { throw .toolMissing }
    guard await places.take() else { throw .busy }
    do throws(ThumbnailFault) {
      let file = try await draw(upload.folder.path, drawing, reader: reader, isVideo: isVideo, stamp: stamp)
      await places.leave()
      return file
    } catch {
      await places.leave()
      throw error
    }
  }

  private func draw(_ folder: String, _ drawing: Drawing, reader: String, isVideo: Bool, stamp: String) async throws(ThumbnailFault) -> ReceivedFile {
    let path = folder + "/" + Drawing.outputName
    var end = Drawing.End.failed
    // A film's first frame is often black; one that is over by then is shown from its beginning.
    let seconds: [Int?] = isVideo ? [1, 0] : [nil]
    do throws(EvidenceError) {
      try await BlockingWork.run { () throws(EvidenceError) in try Disk.write(Array(stamp.utf8), to: folder + "/" + Drawing.stampName) }
      for second in seconds where end != .tookTooLong {
        try await BlockingWork.run { () throws(EvidenceError) in try Disk.remove(path) }
        end = await drawing.draw(in: folder, reader: reader, second: second)
        if end == .drawn, let file = try await made(path) { return file }
      }
    } catch { throw .unreadable }
    throw end == .tookTooLong ? ThumbnailFault.tookTooLong : ThumbnailFault.unreadable
  }

  /// - Returns: nil when it isn't a picture of the kind that was asked for.
  private func made(_ path: String) async throws(EvidenceError) -> ReceivedFile? {
    let file = try await BlockingWork.run { () throws(EvidenceError) -> ReceivedFile? in
      guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { return nil }
      let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { throw Disk.refused("opening", path) }
      defer { close(descriptor) }
      guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw Disk.refused("fsync of", path) }
      return ReceivedFile(digest: ContentDigest(SHA256.hash(data: bytes)), bytes: Int64(bytes.count), path: path)
    }
    guard let file, try await MediaType.ofFile(at: path) == "image/jpeg" else { return nil }
    return file
  }
}
