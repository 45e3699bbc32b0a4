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

  /// Điều tra, hồ sơ and văn bản were one body each, with what a hundred articles' papers say.
  @Test(arguments: [
    "HĐXX", "VKS", "cáo trạng", "Công ty", "Ban tổ chức", "điều tra", "Điều tra", "hồ sơ", "văn bản",
    "Công văn",
    "kết luận thanh tra", "toà cấp sơ thẩm", "đơn vị", "xưởng mộc",
  ])
  func bareHeadsJoinNothing(name: String) { #expect(meaning(name, in: "Cà Mau") == nil) }

  @Test(arguments: ["Công an tỉnh", "Sở Y tế", "UBND tỉnh"])
  func aBareHeadGetsItsArticlesProvince(name: String) {
    #expect(meaning(name) == nil)
    #expect(meaning(name, in: "Cà Mau") != nil)
    #expect(meaning(name, in: "Cà Mau") != meaning(name, in: "Hà Giang"))
    #expect(meaning("Sở Y tế", in: "Cà Mau") == meaning("Sở Y tế Cà Mau"))
  }

  @Test(arguments: [
    ("Công an tỉnh Hà Tĩnh", "Công an Hà Tĩnh"), ("UBND Q. 5", "UBND quận 5"),
    ("Công an Q.5", "Công an quận 5"),
    ("Bộ Công Thương", "Bộ Công thương, Cà Mau nói chung và Năm Căn nói riêng"),
    ("Bộ Kế hoạch và Đầu tư", "Bộ KH - ĐT. Thế"), ("Bộ Kế hoạch và Đầu tư", "Bộ Kế hoạch"),
    ("Bộ Kế hoạch và Đầu tư", "Bộ Kế hoạch - đầu tư lưu ý khi tỉnh này"),
    ("Công an thị xã Bến Sậy", "Công an thị xã Bến Sậy"),
    ("Cục Hải quan Cà Mau", "Cục Hải quan tỉnh Cà Mau"), ("Tổng cục Hải quan", "Tổng cục Hải quan"),
    ("Trường Đại học Khoa học xã hội Bến Sậy", "Trường ĐH Khoa học xã hội Bến Sậy"),
    ("Hợp tác xã Bến Sậy", "Hợp tác xã Bến Sậy"),
  ])
  func aNameIsOneBodyInArticlesOfAnyProvince(a: String, b: String) {
    #expect(meaning(a, in: "Cà Mau") != nil)
    #expect(meaning(a, in: "Cà Mau") == meaning(b, in: "Hà Giang"))
    #expect(meaning(a, in: "Cà Mau") == meaning(b))
  }

  @Test func aCommuneIsItsProvinces() {
    #expect(meaning("UBND xã Bến Sậy", in: "Cà Mau") != meaning("UBND xã Bến Sậy", in: "Hà Giang"))
    #expect(meaning("UBND X. Bến Sậy", in: "Cà Mau") == meaning("UBND xã Bến Sậy", in: "Cà Mau"))
    #expect(meaning("cong an tinh", in: "Cà Mau") == meaning("Công an tỉnh", in: "Cà Mau"))
  }

  @Test(arguments: [
    ("Rủ Lê Văn Tám", IdentityProfile.Kind.person, ["Tám", "Bị can Lê Văn Tám", "ông"], "Lê Văn Tám"),
    ("Lê Văn Tám TTO", .person, ["ông Lê Văn Tám", "Bí thư Lê Văn Tám TTO"], "Lê Văn Tám"),
    ("Rủ Lê Văn Tám", .person, ["Tám"], "Rủ Lê Văn Tám"), ("Lê Văn Tám", .person, ["Văn Tám"], "Lê Văn Tám"),
    ("Bộ Y tế hướng dẫn", .organisation, ["Bộ Y tế", "bộ"], "Bộ Y tế"),
    ("Bộ Tài chính Nhật Bản", .organisation, ["Bộ Tài chính"], "Bộ Tài chính Nhật Bản"),
    ("Công ty Bến Sậy bán lúa", .organisation, ["Công ty Bến Sậy"], "Công ty Bến Sậy bán lúa"),
  ])
  func whatOtherFormsLackIsNoPartOfAName(
    name: String, kind: IdentityProfile.Kind, forms: [String], proper: String
  ) {
    #expect(shipped.properName(name, kind, forms: forms) == proper)
  }

  @Test func whoIsAddressedAsAPersonIsNoBody() {
    #expect(
      shipped.isAddressed(
        "Lê Văn Tám", .organisation, forms: ["Ông Lê Văn Tám", "giám đốc Ban quản lý", "BQL"]))
    #expect(!shipped.isAddressed("Lê Văn Tám", .organisation, forms: ["Lê Văn Tám", "công ty"]))
    #expect(!shipped.isAddressed("Thanh Niên", .organisation, forms: ["Báo Thanh Niên"]))
    let article = ProfileReader(shipped).article("Ông Lê Văn Tám, giám đốc Ban quản lý, nói.").evidence
    let place = shipped.place(
      name: "Lê Văn Tám", kind: .organisation, roles: [], forms: ["Ông Lê Văn Tám", "BQL"], article: article,
      own: OwnEvidence())
    #expect(place.block == "p:le van tam")
  }

  /// The office with its holder's name was a speaker of its own, another one in each article.
  @Test(arguments: [
    ("Chủ tịch UBND TP Lê Văn Tám", IdentityProfile.Kind.unnamed),
    ("phó chủ tịch thường trực UBND TP Lê Văn Tám", .unnamed),
    ("Bí thư Thành uỷ TP Lê Văn Tám", .unnamed),
    ("Bộ trưởng Bộ Nông nghiệp và phát triển nông thôn Lê Văn Tám", .unnamed),
    ("Giám đốc Sở Giao thông - Vận tải Hà Nội Lê Văn Tám", .unnamed),
    ("Phó giám đốc Lê Văn Tám", .organisation),
  ])
  func anOfficeBeforeANameIsTheNamesBearer(name: String, kind: IdentityProfile.Kind) {
    let article = ProfileReader(shipped).article("\(name) nói về bến đò.").evidence
    let place = shipped.place(name: name, kind: kind, roles: [], article: article, own: OwnEvidence())
    #expect(place.block == "p:le van tam")
    #expect(shipped.properName(name, kind, forms: []) == "Lê Văn Tám")
  }

  @Test(arguments: [
    "hiệu trưởng Trường THPT Lê Văn Tám", "cán bộ phường Lê Văn Tám", "lãnh đạo Bệnh viện Lê Văn Tám",
    "vợ Lê Văn Tám", "luật sư của ông Lê Văn Tám", "Chủ tịch UBND TP Hồ Chí Minh",
  ])
  func aHousesOrARelativesNameIsNoOfficers(name: String) {
    #expect(shipped.officer(in: name) == nil)
    #expect(shipped.properName(name, .unnamed, forms: []) == name)
  }

  @Test(arguments: [
    "UBND TP. HCM vừa có văn bản.", "UBND TP.HCM vừa có văn bản.", "Công an TPHCM vừa có văn bản.",
  ])
  func aCityIsFoundHoweverItIsAbbreviated(text: String) {
    let article = ProfileReader(shipped).article(text).evidence
    #expect(article.mainCity.map { shipped.organisations.provinces.list[Int($0)].name } == "TP.HCM")
  }
}
