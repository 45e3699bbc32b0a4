import Testing

@testable import SpeakerIdentity

@Suite struct NameTests {
  @Test(arguments: [
    ("H.", PersonName.Shape.initials), ("N.V.A", .initials), ("T.T", .initials), ("Hoa", .given),
    ("Kimchee", .single),
    ("Vũ Mạnh H.", .abbreviated), ("Nguyễn Văn A", .abbreviated), ("Lê Văn Tám", .full),
  ])
  func initialsAndGivenNamesAreNobodyElsewhere(name: String, shape: PersonName.Shape) {
    #expect(PersonName(name).shape == shape)
  }

  @Test func hyphensAndYMakeNoOtherName() {
    #expect(PersonName("Pak Chang-min").key == PersonName("Pak Chang Min").key)
    #expect(PersonName("Lê Sỹ Quý").key == PersonName("Lê Sĩ Quí").key)
    #expect(PersonName("Lê Sỹ Hòa").isSpelledLike(PersonName("Lê Sĩ Hoà")))
    #expect(!PersonName("Lê Thanh").isSpelledLike(PersonName("Lê Thành")))
    #expect(PersonName("Le Thanh").isSpelledLike(PersonName("Lê Thành")))
  }

  private func meaning(_ name: String, in province: String? = nil) -> String? {
    let index = province.flatMap { name in shipped.organisations.provinces.list.firstIndex { $0.name == name }
    }
    let (meaning, body) = shipped.organisations.meaning(
      of: name, province: index, city: index, bodies: shipped.authority.bodiesByKey)
    guard case .joined(let key) = meaning else { return nil }
    return body.map { shipped.authority.entries[$0].name } ?? key
  }

  @Test(arguments: [
    ("UBND TP.HCM", "Ủy ban nhân dân thành phố Hồ Chí Minh"), ("Công an tỉnh Nghệ An", "Công an Nghệ An"),
    ("Sở Y tế TP. HCM", "sở Y tế TP HCM"), ("Bộ Kế hoạch và Đầu tư", "Bộ KH - ĐT"),
    ("Bộ LĐ-TB&XH", "Bộ Lao động - Thương binh và Xã hội"), ("Báo Thanh Niên", "Thanh Niên"),
    ("Bộ Y tế", "Bộ Y tế giám sát chất lượng thuốc"), ("Bộ Y tế", "báo cáo của Bộ Y tế"),
    ("Cơ quan CSĐT Công an huyện Bến Sậy", "Cơ quan Cảnh sát điều tra Công an huyện Bến Sậy"),
    ("Cục Hàng không VN", "Cục Hàng không Việt Nam"), ("Công an TP Hà Nội", "Công an Hà Nội"),
  ])
  func writtenFormsOfABodyAreOne(a: String, b: String) {
    #expect(meaning(a) != nil)
    #expect(meaning(a) == meaning(b))
  }

  @Test(arguments: [
    ("Công an tỉnh Thái Bình", "Công an TP Thái Bình"), ("Bộ Y tế", "Sở Y tế TP.HCM"),
    ("Bộ Ngoại giao", "Bộ Ngoại giao Mỹ"), ("Bộ Tài chính", "Bộ Tài chính Nhật Bản"),
    ("Sở Y tế Cà Mau", "Sở Y tế TP.HCM"),
  ])
  func otherBodiesStayApart(a: String, b: String) { #expect(meaning(a) != meaning(b)) }

  @Test(arguments: ["HĐXX", "VKS", "cáo trạng", "Công ty", "Ban tổ chức"])
  func bareHeadsJoinNothing(name: String) { #expect(meaning(name, in: "Cà Mau") == nil) }

  @Test(arguments: ["Công an tỉnh", "Sở Y tế", "UBND tỉnh"])
  func aBareHeadGetsItsArticlesProvince(name: String) {
    #expect(meaning(name) == nil)
    #expect(meaning(name, in: "Cà Mau") != nil)
    #expect(meaning(name, in: "Cà Mau") != meaning(name, in: "Hà Giang"))
    #expect(meaning("Sở Y tế", in: "Cà Mau") == meaning("Sở Y tế Cà Mau"))
  }
}
