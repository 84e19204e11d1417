import Casework
import Importing

/// A line of a file of order events: an event, or why there is none.
struct OrderLine {
  /// Where the next one begins.
  let end: FilePlace
  let content: Result<OrderEvent, RefusedLine>
}

/// Reads order events from a file, chunk by chunk, from any place between two lines.
struct OrderLines {
  private static let chunkBytes = 1_048_576

  private var chunks: FileChunks
  private var form: Form
  private var isOver = false

  private enum Form {
    case table(CSVReading, OrderColumns)
    case lines(LineReading)
  }

  init(_ source: OrderSource, from place: FilePlace) throws {
    chunks = try FileChunks(path: source.path, from: place.offset, bytes: Self.chunkBytes)
    switch source.reading {
    case .table(let columns): form = .table(CSVReading(at: place), columns)
    case .lines: form = .lines(LineReading(at: place))
    }
  }

  /// The lines of the next chunk, without blank ones; nil at the end of the file.
  mutating func next() throws -> [OrderLine]? {
    guard !isOver else { return nil }
    let chunk = try chunks.next()
    isOver = chunk == nil
    switch form {
    case .table(var reading, let columns):
      let records = if let chunk { reading.read(chunk) } else { reading.finish() }
      form = .table(reading, columns)
      return records.compactMap { record in
        Self.line(record, isBlank: { $0 == [""] }) { cells throws(RefusedLine) in try columns.event(cells, line: record.line) }
      }
    case .lines(var reading):
      let records = if let chunk { reading.read(chunk) } else { reading.finish() }
      form = .lines(reading)
      return records.compactMap { record in
        Self.line(record, isBlank: { $0.allSatisfy(\.isWhitespace) }) { text throws(RefusedLine) in
          do throws(OrderEventFault) { return try OrderEvent(json: text) } catch { throw RefusedLine(error, line: record.line, text: text) }
        }
      }
    }
  }

  private static func line<Content: Sendable>(
    _ record: PlacedRecord<Content>, isBlank: (Content) -> Bool, event: (Content) throws(RefusedLine) -> OrderEvent
  ) -> OrderLine? {
    switch record.content {
    case .failure(let unread): return OrderLine(end: record.end, content: .failure(RefusedLine(unread, line: record.line)))
    case .success(let content):
      guard !isBlank(content) else { return nil }
      do throws(RefusedLine) { return OrderLine(end: record.end, content: .success(try event(content))) } catch {
        return OrderLine(end: record.end, content: .failure(error))
      }
    }
  }
}
