import Playbook
import Testing

@testable import Evidence

@Suite("Files are what is in them")
struct IntakeTests {
  private let place: Place
  private let intake: EvidenceIntake

  init() throws {
    place = try Place()
    var limits = EvidenceLimits()
    limits.picture = 100
    limits.video = 60
    limits.document = 55
    intake = EvidenceIntake(folder: place.path, limits: limits)
  }

  @Test(arguments: [
    (Samples.jpeg, "image/jpeg"), (Samples.png, "image/png"), (Samples.webp, "image/webp"), (Samples.heic, "image/heic"), (Samples.heif, "image/heic"),
    (Samples.gif, "image/gif"), (Samples.mp4, "video/mp4"), (Samples.m4v, "video/mp4"), (Samples.quickTime, "video/quicktime"),
    (Samples.webm, "video/webm"), (Samples.pdf, "application/pdf"), (Samples.text, "text/plain"),
  ])
  func `what is taken`(bytes: [UInt8], type: String) async throws {
    let received = try await intake.receive(body(bytes), length: Int64(bytes.count))
    #expect(received.type.mediaType == type)
    #expect(EvidenceType.all.contains(received.type))
  }

  @Test(arguments: [
    (Samples.html, "text/html"), (Samples.svg, "image/svg+xml"), (Samples.script, "text/x-shellscript"), (Samples.zip, "application/zip"),
    ([0, 1, 2, 3], "application/octet-stream"),
  ])
  func `what isn't, whatever it is called`(bytes: [UInt8], type: String) async throws {
    let intake = EvidenceIntake(folder: place.path)
    await #expect(throws: EvidenceError.typeNotTaken(type)) { try await intake.receive(body(bytes), length: Int64(bytes.count)) }
    #expect(try place.files().isEmpty)
  }

  @Test func `each kind has its limit`() async throws {
    let intake = intake
    func receive(_ bytes: [UInt8], _ more: Int) async throws -> Int64 {
      let all = bytes + [UInt8](repeating: 0x20, count: more - bytes.count)
      return try await intake.receive(body(all), length: Int64(more)).upload.original.bytes
    }
    #expect(try await receive(Samples.gif, 100) == 100)
    await #expect(throws: EvidenceError.tooLarge(limit: 100)) { try await receive(Samples.gif, 101) }
    #expect(try await receive(Samples.mp4, 60) == 60)
    await #expect(throws: EvidenceError.tooLarge(limit: 60)) { try await receive(Samples.mp4, 61) }
    #expect(try await receive(Samples.text, 55) == 55)
    await #expect(throws: EvidenceError.tooLarge(limit: 55)) { try await receive(Samples.text, 56) }
    #expect(try place.files().isEmpty)
  }

  @Test func `the usual limits are 20, 200 and 10 MB`() {
    let limits = EvidenceLimits()
    #expect(limits[.picture] == 20 << 20 && limits[.video] == 200 << 20 && limits[.document] == 10 << 20 && limits.largest == 200 << 20)
  }

  @Test func `digests are written in one way`() {
    #expect(ContentDigest(String(repeating: "a", count: 64)) != nil)
    for bad in ["", String(repeating: "A", count: 64), String(repeating: "a", count: 63), String(repeating: "g", count: 64), "../../etc/passwd"] {
      #expect(ContentDigest(bad) == nil, "\(bad)")
    }
  }
}
