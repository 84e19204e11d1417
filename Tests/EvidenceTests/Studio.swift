import Foundation
import Testing

/// Makes pictures and films, and looks at pictures, with ffmpeg.
struct Studio {
  let folder: String

  /// - Parameter scene: a source of ffmpeg's, e.g. `color=blue:s=1200x800`.
  func make(_ scene: String, _ name: String, pixels: String? = nil) throws -> [UInt8] {
    let path = folder + "/" + name
    let isStill = pixels == nil
    try ffmpeg(["-f", "lavfi", "-i", scene] + (isStill ? ["-frames:v", "1"] : []) + (pixels.map { ["-pix_fmt", $0] } ?? []) + ["-y", path])
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// A picture as its points are, dark to light. It is an error if it isn't that large.
  func grey(_ picture: [UInt8], width: Int, height: Int) throws -> Grey {
    let (from, to) = (folder + "/looked-at", folder + "/grey")
    try Data(picture).write(to: URL(fileURLWithPath: from))
    try ffmpeg(["-f", "jpeg_pipe", "-i", from, "-f", "rawvideo", "-pix_fmt", "gray", "-y", to])
    let pixels = [UInt8](try Data(contentsOf: URL(fileURLWithPath: to)))
    try #require(pixels.count == width * height, "\(pixels.count) points, not \(width) × \(height)")
    return Grey(pixels: pixels, width: width)
  }

  /// A JPEG with what cameras write: how they were held, and words (EXIF).
  func withCameraNotes(_ jpeg: [UInt8], turned: UInt8, words: String) -> [UInt8] {
    let text = Array(words.utf8) + [0]
    var notes: [UInt8] = Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 2]
    notes += [0x01, 0x0E, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, 38]
    notes += [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0]
    notes += [0, 0, 0, 0] + text
    let length = notes.count + 2
    return Array(jpeg[..<2]) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + notes + Array(jpeg[2...])
  }

  private func ffmpeg(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ffmpeg", "-nostdin", "-v", "error"] + arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "ffmpeg \(arguments.joined(separator: " "))")
  }
}

/// The points of a picture, row by row.
struct Grey: Hashable {
  let pixels: [UInt8]
  let width: Int

  func columns(thatDifferFrom other: Grey) -> Set<Int> { Set(places(other).map { $0 % width }) }

  func rows(thatDifferFrom other: Grey) -> Set<Int> { Set(places(other).map { $0 / width }) }

  func lightest(rows: Range<Int>, columns: Range<Int>) -> UInt8 {
    rows.flatMap { row in columns.map { pixels[row * width + $0] } }.max() ?? 0
  }

  /// More than a JPEG makes of the same thing.
  private func places(_ other: Grey) -> [Int] { pixels.indices.filter { abs(Int(pixels[$0]) - Int(other.pixels[$0])) > 24 } }
}

extension [UInt8] {
  func contains(_ words: String) -> Bool { String(decoding: self, as: UTF8.self).contains(words) }
}
