import Playbook

/// The outline of a box: what it is can be told without its colour.
enum FlowShape {
  case stadium, hexagon, rounded, slanted, clipped, barred, trapezoid, plain

  init(_ shape: PlanGraph.Shape) {
    self =
      switch shape {
      case .start, .end: .stadium
      case .decision: .hexagon
      case .action: .rounded
      case .contact: .slanted
      case .wait: .clipped
      case .call: .barred
      case .manual: .trapezoid
      case .other: .plain
      }
  }

  /// - Parameter inset: how much of the width slanted sides take.
  func path(_ item: FlowItem, inset: Double) -> String {
    let (left, right) = (item.x - item.width / 2, item.x + item.width / 2)
    let (top, bottom) = (item.y, item.y + item.height)
    let middle = (top + bottom) / 2
    func closed(_ points: [(Double, Double)]) -> String {
      let text = points.map { "\(FlowDrawing.number($0.0)) \(FlowDrawing.number($0.1))" }.joined(separator: "L")
      return "<path d=\"M\(text)z\"/>"
    }
    switch self {
    case .stadium: return rectangle(item, radius: item.height / 2)
    case .rounded: return rectangle(item, radius: 10)
    case .plain: return rectangle(item, radius: 0)
    case .hexagon:
      return closed([(left + inset, top), (right - inset, top), (right, middle), (right - inset, bottom), (left + inset, bottom), (left, middle)])
    case .slanted: return closed([(left + inset, top), (right, top), (right - inset, bottom), (left, bottom)])
    case .trapezoid: return closed([(left, top), (right, top), (right - inset, bottom), (left + inset, bottom)])
    case .clipped:
      let cut = inset / 2
      return closed([
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut), (right - cut, bottom), (left + cut, bottom), (left, bottom - cut),
        (left, top + cut),
      ])
    case .barred:
      let bars = [left + inset / 2, right - inset / 2].map {
        "<path class=\"flow-bar\" d=\"M\(FlowDrawing.number($0)) \(FlowDrawing.number(top))V\(FlowDrawing.number(bottom))\"/>"
      }
      return rectangle(item, radius: 0) + bars.joined()
    }
  }

  private func rectangle(_ item: FlowItem, radius: Double) -> String {
    let numbers = [item.x - item.width / 2, item.y, item.width, item.height, min(radius, item.height / 2)].map(FlowDrawing.number)
    return "<rect x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\" rx=\"\(numbers[4])\"/>"
  }
}
