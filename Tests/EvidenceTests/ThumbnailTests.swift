import Foundation
import Playbook
import Testing

@testable import Evidence

@Suite("Thumbnails")
struct ThumbnailTests {
  private let place: Place
  private let intake: EvidenceIntake
  private let studio: Studio
  /// 2026-11-23 14:05:09 in China.
  private let moment: Int64 = 1_795_413_909_000

  init() throws {
    place = try Place()
    intake = EvidenceIntake(folder: place.path + "/store")
    studio = Studio(folder: place.path)
  }

  private func kept(_ bytes: [UInt8], at milliseconds: Int64? = nil) async throws -> KeptEvidence {
    let (upload, type) = try await intake.receive(body(bytes), length: Int64(bytes.count))
    let kept = try await intake.keep(upload, type, for: "C-000001", receivedAt: Instant(milliseconds: milliseconds ?? moment), in: .china)
    await upload.end()
    return kept
  }

  private func thumbnail(_ bytes: [UInt8], at milliseconds: Int64? = nil) async throws -> [UInt8] {
    let result = try await kept(bytes, at: milliseconds).thumbnail
    return try await intake.store.content(of: try #require(result).get())
  }

  /// T-07
  @Test func `the server's time is drawn in below the picture, and the original stays as it came`() async throws {
    let picture = try studio.make("color=blue:s=1200x800", "a.jpg")
    let first = try studio.grey(try await thumbnail(picture), width: 480, height: 348)
    let again = try studio.grey(try await thumbnail(picture), width: 480, height: 348)
    #expect(again == first, "the same every time")
    let second = try studio.grey(try await thumbnail(picture, at: moment + 1_000), width: 480, height: 348)
    let year = try studio.grey(try await thumbnail(picture, at: moment - 366 * 86_400_000), width: 480, height: 348)
    // 16 pixels of type are 9.6 wide; the last digit, 9 then 0, stands in the nineteenth place, and the 0 before it becomes 1.
    let changed = first.columns(thatDifferFrom: second)
    #expect(changed.min().map { $0 >= 165 } == true && changed.max().map { $0 <= 200 } == true, "\(changed)")
    #expect(first.columns(thatDifferFrom: year).min().map { $0 >= 24 && $0 < 56 } == true, "2026, then 2025")
    #expect(first.rows(thatDifferFrom: second).allSatisfy { $0 >= 320 }, "the picture itself is untouched by it")
    #expect(first.lightest(rows: 324..<344, columns: 8..<190) > 180 && first.lightest(rows: 324..<344, columns: 240..<480) < 40)
    #expect(try await intake.store.content(of: kept(picture).original) == picture)
  }

  @Test(arguments: ["a.jpg", "a.png", "a.webp", "a.gif"])
  func `each kind of picture has one, 480 pixels at most`(name: String) async throws {
    let made = try await thumbnail(studio.make("testsrc=s=1000x2000", name))
    #expect(try studio.grey(made, width: 240, height: 480).pixels.count == 240 * 480)
  }

  @Test(arguments: [("a.mp4", 3.0), ("a.mov", 3.0), ("a.webm", 3.0), ("short.mp4", 0.4)])
  func `a film is shown as it is after a second, or at its beginning`(name: String, seconds: Double) async throws {
    let made = try await thumbnail(studio.make("testsrc=s=640x360:r=10:d=\(seconds)", name, pixels: "yuv420p"))
    #expect(try studio.grey(made, width: 480, height: 298).pixels.count == 480 * 298)
  }

  @Test func `a small picture isn't made larger, and has room for the time`() async throws {
    let (png, gif) = (try await thumbnail(Samples.png), try await thumbnail(Samples.gif))
    #expect(try studio.grey(png, width: 240, height: 29).lightest(rows: 5..<25, columns: 8..<190) > 180)
    #expect(try studio.grey(gif, width: 240, height: 29).pixels.count == 240 * 29)
  }

  @Test func `what a camera wrote into the picture isn't in the thumbnail, but the way it was held is`() async throws {
    let picture = studio.withCameraNotes(try studio.make("testsrc=s=600x400", "a.jpg"), turned: 6, words: "SECRET-PLACE")
    let made = try await thumbnail(picture)
    #expect(picture.contains("SECRET-PLACE") && !made.contains("SECRET-PLACE") && !made.contains("Exif"))
    #expect(try studio.grey(made, width: 301, height: 480).pixels.count == 301 * 480, "it stands upright")
  }

  @Test(arguments: [Samples.jpeg, Samples.webp, Samples.mp4, Samples.webm])
  func `a file that nothing can be drawn of is kept, and says so`(bytes: [UInt8]) async throws {
    let kept = try await kept(bytes)
    #expect(kept.thumbnail == .failure(.unreadable))
    #expect(try await intake.store.content(of: kept.original) == bytes)
  }

  @Test func `a text has no looks`() async throws {
    for bytes in [Samples.text, Samples.pdf] {
      let result = try await kept(bytes).thumbnail
      #expect(result == nil)
    }
  }

  @Test func `a playlist in a picture's clothes reads no other file`() async throws {
    let secret = try studio.make("color=white:s=64x64", "secret.png")
    try Data(secret).write(to: URL(fileURLWithPath: place.path + "/secret"))
    let list = Array("ffconcat version 1.0\nfile '\(place.path)/secret'\n".utf8)
    let (upload, type) = try await intake.receive(body(list), length: Int64(list.count))
    #expect(type.mediaType == "text/plain")
    let drawing = try #require(Drawing())
    try Disk.write(Array("x".utf8), to: upload.folder.path + "/" + Drawing.stampName)
    for known in EvidenceType.all {
      guard let reader = known.reader else { continue }
      #expect(await drawing.draw(in: upload.folder.path, reader: reader, second: nil) == .failed, "\(known.mediaType)")
    }
    await upload.end()
  }
}
