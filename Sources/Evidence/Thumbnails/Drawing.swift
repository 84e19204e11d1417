import Foundation
import Subprocess
import SystemPackage

/// One run of ffmpeg over a file that a stranger made: with limits, without environment or network, in a folder with nothing else in it.
struct Drawing {
  /// On the wall, and of processor time.
  private static let seconds = 20
  private static let addressSpace = 1 << 30
  private static let largestOutput = 4 << 20
  /// Pixels of a picture, so that a small file can't become a huge one.
  private static let mostPixels = 120_000_000
  /// Pixels of the thumbnail's longest side, of the strip with the time below the picture, and what the time's text needs in width.
  private static let (longest, strip, narrowest) = (480, 28, 240)

  static let stampName = "stamp"
  static let outputName = "thumbnail"

  let limiter: String
  let ffmpeg: String

  /// - Returns: nil when the machine has no ffmpeg, or nothing to limit it with.
  init?() {
    func found(_ name: String) -> String? {
      ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    guard let limiter = found("prlimit"), let ffmpeg = found("ffmpeg") else { return nil }
    self.limiter = limiter
    self.ffmpeg = ffmpeg
  }

  enum End: Hashable, Sendable {
    case drawn, failed, tookTooLong
  }

  /// Draws `original` of the folder as `thumbnail`, with the text of `stamp` below it.
  /// - Parameters:
  ///   - reader: the only form that the file may have.
  ///   - second: of a video, from its beginning.
  func draw(in folder: String, reader: String, second: Int?) async -> End {
    let (limiter, arguments) = (limiter, arguments(reader: reader, second: second))
    return await withTaskGroup(of: End.self) { group in
      group.addTask {
        let ran = try? await Subprocess.run(
          .path(FilePath(limiter)), arguments: Arguments(arguments), environment: .custom([:] as [Environment.Key: String]),
          workingDirectory: FilePath(folder), output: .discarded, error: .discarded)
        return ran?.terminationStatus.isSuccess == true ? .drawn : .failed
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(Self.seconds))
        return .tookTooLong
      }
      // Whoever is left is cancelled: the process is killed then, and waited for.
      defer { group.cancelAll() }
      return await group.next() ?? .failed
    }
  }

  private func arguments(reader: String, second: Int?) -> [String] {
    let limits = [
      "--as=\(Self.addressSpace)", "--cpu=\(Self.seconds)", "--fsize=\(Self.largestOutput)", "--nofile=32", "--core=0", "--",
    ]
    let general = ["-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1"]
    let input = ["-protocol_whitelist", "file", "-max_pixels", String(Self.mostPixels)] + (second.map { ["-ss", String($0)] } ?? [])
    let output = [
      "-map", "0:v:0", "-frames:v", "1", "-map_metadata", "-1", "-map_chapters", "-1", "-vf", filter, "-threads", "1", "-q:v", "4", "-bitexact", "-f",
      "mjpeg", "file:\(Self.outputName)",
    ]
    return limits + [ffmpeg] + general + input + ["-f", reader, "-i", "file:original"] + output
  }

  /// Made smaller if it has to be, and the time in a strip below, so that it hides nothing of the picture.
  private var filter: String {
    let factor = "min(1,min(\(Self.longest)/(iw*sar),\(Self.longest - Self.strip)/ih))"
    return [
      "scale=w='max(1,trunc(iw*sar*\(factor)))':h='max(1,trunc(ih*\(factor)))'", "setsar=1", "format=yuvj444p",
      "pad=w='max(iw,\(Self.narrowest))':h=ih+\(Self.strip):x='(ow-iw)/2':y=0:color=black",
      "drawtext=textfile=\(Self.stampName):expansion=none:font=monospace:fontsize=16:fontcolor=white:x=8:y=h-22",
    ].joined(separator: ",")
  }
}
