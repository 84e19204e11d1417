public import NIOCore
public import Playbook

/// What becomes of a file that somebody sends, from its first byte until a store has it:
///
///     body → Spool [to disk, digest] → MediaType [by content] → limit of its kind → Thumbnails → EvidenceKey [sealed] → purpose noted → EvidenceStore
///
/// Whoever tells a case of it does so behind `keep`, and ends the upload behind that. A crash between leaves a purpose, which `EvidenceSweep` looks into.
public struct EvidenceIntake: Sendable {
  /// What has it when it is kept.
  public let store: any EvidenceStore
  public let limits: EvidenceLimits
  let spool: Spool
  private let thumbnails = Thumbnails()

  /// - Parameter spool: on the same disk as the store, where that is a folder.
  public init(store: any EvidenceStore, spool: Spool, limits: EvidenceLimits = EvidenceLimits()) {
    self.store = store
    self.spool = spool
    self.limits = limits
  }

  /// Keeps everything in one folder. - Parameter folder: is made when it is needed.
  public init(folder: String, limits: EvidenceLimits = EvidenceLimits()) {
    let store = FolderStore(folder: folder)
    self.init(store: store, spool: Spool(folder: store.spoolFolder), limits: limits)
  }

  /// To be called when a server starts: what a crash left half received is removed.
  /// - Throws: `EvidenceError.unavailable` when files can't arrive.
  public func begin() throws(EvidenceError) { try spool.begin() }

  /// Receives a file and finds out what it is.
  /// - Parameter length: what the sender announced, in bytes.
  /// - Throws: `EvidenceError`; then nothing is left of it.
  public func receive<Body: AsyncSequence & Sendable>(_ body: Body, length: Int64) async throws(EvidenceError) -> (upload: Upload, type: EvidenceType)
  where Body.Element == ByteBuffer {
    let upload = try await spool.receive(body, limit: limits.largest, length: length)
    let found = try await MediaType.ofFile(at: upload.original.path)
    guard let type = EvidenceType(mediaType: found) else { throw .typeNotTaken(found) }
    guard upload.original.bytes <= limits[type.kind] else { throw .tooLarge(limit: limits[type.kind]) }
    return (upload, type)
  }

  /// A thumbnail, or why there is none; nil for what has no looks.
  public typealias Drawn = Result<EvidenceFile, ThumbnailFault>

  /// Draws the thumbnail, seals both with a key of their own and keeps them, durably. Whoever loses the key has lost the files.
  /// - Parameters:
  ///   - caseID: the case that is about to be told.
  ///   - receivedAt: by the server's clock.
  ///   - zone: of the clock that the thumbnail shows.
  /// - Throws: `EvidenceError.unavailable`.
  public func keep(_ upload: Upload, _ type: EvidenceType, for caseID: String, receivedAt: Instant, in zone: TimeZoneOffset) async throws(EvidenceError)
    -> KeptEvidence
  {
    let drawn = await draw(upload, type, stamp: zone.text(receivedAt))
    let key = EvidenceKey()
    let original = try await upload.original.sealed(with: key)
    var (clear, files) = ([upload.original], [original])
    var thumbnail: Drawn?
    switch drawn {
    case .success(let file)?:
      let sealed = try await file.sealed(with: key)
      clear.append(file)
      files.append(sealed)
      thumbnail = .success(EvidenceFile(file.digest, sealedAs: sealed.digest, with: key))
    case .failure(let fault)?: thumbnail = .failure(fault)
    case nil: break
    }
    // What lies in the clear lies there no longer than it has to.
    await upload.drop(clear)
    try await upload.note(UploadPurpose(caseID: caseID, digests: files.map(\.digest), at: receivedAt))
    let folder = spool.folder
    let lock = try await BlockingWork.run { () throws(EvidenceError) -> StoreLock? in try StoreLock(folder: folder, isAlone: false) }
    do throws(EvidenceError) {
      for file in files { try await store.keep(file) }
    } catch {
      await upload.drop(files)
      throw error
    }
    await upload.drop(files)
    withExtendedLifetime(lock) {}
    return KeptEvidence(key: key, original: EvidenceFile(upload.original.digest, sealedAs: original.digest, with: key), thumbnail: thumbnail)
  }

  private func draw(_ upload: Upload, _ type: EvidenceType, stamp: String) async -> Result<ReceivedFile, ThumbnailFault>? {
    guard let reader = type.reader else { return nil }
    do throws(ThumbnailFault) {
      return .success(try await thumbnails.draw(upload, reader: reader, isVideo: type.kind == .video, stamp: stamp))
    } catch { return .failure(error) }
  }
}
