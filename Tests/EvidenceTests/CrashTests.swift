import Foundation
import Playbook
import Testing

@testable import Evidence

/// What a crash leaves is what a folder looks like at that moment: the objects that would tidy up are gone without having done so.
@Suite("A server that goes down while it takes a file")
struct CrashTests {
  private let place: Place
  private let intake: EvidenceIntake
  private let hour: Int64 = 3_600_000

  init() throws {
    place = try Place()
    intake = EvidenceIntake(folder: place.path)
    try intake.spool.begin()
  }

  private var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
  private func later(_ hours: Int64) -> Instant { Instant(milliseconds: now.milliseconds + hours * hour) }

  private func sweep(at now: Instant, naming named: Set<ContentDigest> = []) async throws -> Set<ContentDigest> {
    try await EvidenceSweep(intake).sweep(at: now) { digests, _ in digests.intersection(named) }
  }

  /// Receives and keeps, and never ends the upload. - Returns: what the original is kept under.
  private func keptForNobody(_ bytes: [UInt8], for caseID: String = "C-000001") async throws -> ContentDigest {
    let (upload, type) = try await intake.receive(body(bytes), length: Int64(bytes.count))
    return try await intake.keep(upload, type, for: caseID, receivedAt: now, in: .china).original.kept
  }

  @Test func `half a file is swept at the start, and the upload of a running server isn't`() async throws {
    let folder = intake.spool.folder + "/" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/original"))
    let running = try await intake.spool.receive(body([9, 9]), limit: 10)
    try Spool(folder: intake.spool.folder).begin()
    #expect(!FileManager.default.fileExists(atPath: folder))
    try await intake.store.keep(running.original)
    #expect(try await intake.store.look(at: running.original.digest)?.bytes == 2)
    await running.end()
  }

  @Test func `between the writing and the renaming: nothing is kept, and what was received is swept after a day`() async throws {
    var upload: Upload? = try await intake.spool.receive(body(Samples.text), limit: 1_000)
    let digest = try #require(upload?.original.digest)
    try await upload?.note(UploadPurpose(caseID: "C-000001", digests: [digest], at: now))
    upload = nil
    try Spool(folder: intake.spool.folder).begin()
    #expect(try place.files().count == 2, "the file and its purpose are still there")
    #expect(try await intake.store.look(at: digest) == nil)
    #expect(try await sweep(at: later(23)) == [])
    #expect(try place.files().count == 2)
    #expect(try await sweep(at: later(25)) == [])
    #expect(try place.files() == ["incoming/lock"])
  }

  @Test func `between the renaming and the case: kept for a day, then swept`() async throws {
    let digest = try await keptForNobody(Samples.gif)
    #expect(try await sweep(at: later(23)) == [])
    #expect(try await intake.store.look(at: digest) != nil)
    let removed = try await sweep(at: later(25))
    #expect(removed.contains(digest) && removed.count == 2, "the thumbnail goes with it")
    #expect(try place.files() == ["incoming/lock"])
  }

  @Test func `what a case names stays, whoever left it behind`() async throws {
    let digest = try await keptForNobody(Samples.text)
    #expect(try await sweep(at: later(25), naming: [digest]) == [])
    #expect(try await intake.store.look(at: digest) != nil)
    #expect(try place.files() == ["incoming/lock", digest.path].sorted(), "the note of it is gone")
    #expect(try await sweep(at: later(50)) == [], "nobody looks at it again")
    #expect(try await intake.store.look(at: digest) != nil)
  }

  @Test func `what was kept again meanwhile is young, and looked at again`() async throws {
    let digest = try await keptForNobody(Samples.text)
    let old = Date(timeIntervalSinceNow: -40 * 3_600)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: place.path + "/" + digest.path)
    #expect(try await intake.store.look(at: digest).map { $0.keptAt < later(-30) } == true)
    let stored = try Data(contentsOf: URL(fileURLWithPath: place.path + "/" + digest.path))
    _ = try await intake.store.put(body([UInt8](stored)), limit: 1_000, by: intake.spool)
    #expect(try await intake.store.look(at: digest).map { $0.keptAt > later(-1) } == true)
    let tomorrow = Date(timeIntervalSinceNow: 10 * 3_600)
    try FileManager.default.setAttributes([.modificationDate: tomorrow], ofItemAtPath: place.path + "/" + digest.path)
    #expect(try await sweep(at: later(25)) == [])
    #expect(try await intake.store.look(at: digest) != nil)
    #expect(try await sweep(at: later(35)) == [digest])
  }

  @Test func `an upload that was ended or dropped leaves nothing to sweep`() async throws {
    let (upload, type) = try await intake.receive(body(Samples.text), length: Int64(Samples.text.count))
    let digest = try await intake.keep(upload, type, for: "C-000001", receivedAt: now, in: .china).original.kept
    await upload.end()
    _ = try await intake.spool.receive(body([1]), limit: 10)
    #expect(try place.files() == ["incoming/lock", digest.path].sorted())
    #expect(try await sweep(at: later(100)) == [])
    #expect(try await intake.store.look(at: digest) != nil)
  }

  @Test func `what is kept lies nowhere in the clear, the note of it neither, and twice it is two files with a key each`() async throws {
    let (one, two) = (try await intake.receive(body(Samples.text), length: Int64(Samples.text.count)), try await keptForNobody(Samples.text))
    let kept = try await intake.keep(one.upload, one.type, for: "C-000001", receivedAt: now, in: .china)
    #expect(kept.original.kept != two && kept.original.digest == one.upload.original.digest && kept.thumbnail == nil)
    #expect(try await intake.store.content(of: kept.original) == Samples.text)
    let files = try place.files()
    #expect(files.count == 5, "two files, two notes and the lock: \(files)")
    for name in files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: place.path + "/" + name))
      #expect(bytes.range(of: Data(Samples.text.prefix(12))) == nil && bytes.range(of: Data(kept.key.base64.utf8)) == nil, "\(name)")
    }
  }

  @Test func `a store that is down leaves the note and not the bytes`() async throws {
    let blocked = EvidenceIntake(store: FolderStore(folder: place.path + "/file"), spool: intake.spool)
    try Data([1]).write(to: URL(fileURLWithPath: place.path + "/file"))
    let (upload, type) = try await blocked.receive(body(Samples.text), length: Int64(Samples.text.count))
    await #expect(throws: EvidenceError.self) { try await blocked.keep(upload, type, for: "C-000001", receivedAt: now, in: .china) }
    #expect(try place.files().filter { !$0.hasSuffix("/lock") && !$0.hasSuffix("/purpose") } == ["file"])
  }

  @Test func `while somebody keeps a file nothing is removed, and the next sweep does it`() async throws {
    let digest = try await keptForNobody(Samples.text)
    var lock = try StoreLock(folder: intake.spool.folder, isAlone: false)
    #expect(lock != nil)
    #expect(try await sweep(at: later(25)) == [])
    lock = nil
    #expect(try await sweep(at: later(25)) == [digest])
  }
  @Test func `a lock ends with its holder, though a program that is started just now has a copy of it`() throws {
    try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
    let path = place.path + "/held"
    let held = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(held, LOCK_EX) == 0)
    let copy = dup(held)
    defer { close(copy) }
    Disk.unlock(held)
    let other = open(path, O_RDWR | O_CLOEXEC)
    defer { close(other) }
    #expect(copy >= 0 && other >= 0 && flock(other, LOCK_EX | LOCK_NB) == 0)
  }
}
