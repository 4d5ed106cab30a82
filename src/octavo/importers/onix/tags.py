"""The short tags of ONIX and the reference tags they stand for: of all that is read here."""

_CODED = """
ONIXmessage:ONIXMessage a001:RecordReference a002:NotificationType a194:RecordSourceType a196:RecordSourceIdentifier
a197:RecordSourceName b003:PublicationDate b004:ISBN b005:EAN13 b006:UPC b007:PublisherProductNo b009:DOI b012:ProductForm
b018:TitleOfSeries b019:NumberWithinSeries b020:YearOfAnnual b023:TitleOfSet b024:SetPartNumber b026:ItemNumberWithinSet
b028:DistinctiveTitle b029:Subtitle b030:TitlePrefix b031:TitleWithoutPrefix b032:TranslationOfTitle b034:SequenceNumber
b035:ContributorRole b036:PersonName b037:PersonNameInverted b038:TitlesBeforeNames b039:NamesBeforeKey b040:KeyNames
b041:NamesAfterKey b044:BiographicalNote b047:CorporateName b049:ContributorStatement b056:EditionTypeCode b057:EditionNumber
b058:EditionStatement b059:LanguageOfText b060:OriginalLanguage b061:NumberOfPages b064:BASICMainSubject b065:BICMainSubject
b067:SubjectSchemeIdentifier b069:SubjectCode b070:SubjectHeadingText b079:ImprintName b081:PublisherName
b088:YearFirstPublished b171:SubjectSchemeName b191:MainSubjectSchemeIdentifier b201:WorkIDType b202:TitleType b203:TitleText
b211:EpubType b218:ExtentType b219:ExtentValue b220:ExtentUnit b221:ProductIDType b244:IDValue b246:Barcode b247:PrefixToKey
b248:SuffixToKey b249:UnnamedPersons b251:CountryCode b252:LanguageCode b253:LanguageRole b255:PagesArabic b291:PublishingRole
b295:WebsiteLink b306:Date b333:ProductFormDetail b334:ProductFormFeatureType b335:ProductFormFeatureValue
b336:ProductFormFeatureDescription b367:WebsiteRole b394:PublishingStatus c093:MeasureTypeCode c094:Measurement
c095:MeasureUnitCode c097:Width c098:Thickness c099:Weight d100:Annotation d101:MainDescription d102:TextTypeCode d104:Text
d106:TextLink f113:CoverImageLink f114:MediaFileTypeCode f116:MediaFileLinkTypeCode f117:MediaFileLink f123:ProductWebsiteLink
h208:RelationCode j138:SupplyToCountry j141:AvailabilityCode j142:ExpectedShipDate j143:OnSaleDate j148:PriceTypeCode
j151:PriceAmount j152:CurrencyCode j154:TaxRatePercent1 j158:TaxRatePercent2 j161:PriceEffectiveFrom j162:PriceEffectiveUntil
j192:UnpricedItemType j260:DateFormat j261:PriceQualifier j263:MinimumOrderQuantity j272:EmailAddress j292:SupplierRole
j302:ExpectedDate j303:Territory j349:LocationName j396:ProductAvailability j397:SupplyToTerritory j408:MarketDateRole
m172:FromEANNumber m173:FromSAN m174:FromCompany m184:DefaultLanguageOfText m185:DefaultPriceTypeCode m186:DefaultCurrencyCode
m187:DefaultLinearUnit m188:DefaultWeightUnit m379:SenderIDType n338:NoSeries n339:NoContributor x298:SenderName
x299:ContactName x310:DefaultPriceType x315:MeasureType x329:CollectionType x409:TitleElementLevel x410:PartNumber
x411:NoCollection x414:NameType x416:PrimaryContentType x419:EditionType x425:MainSubject x426:TextType x427:ContentAudience
x435:ResourceLink x436:ResourceContentType x437:ResourceMode x438:ResourceFeatureType x439:FeatureValue x440:FeatureNote
x441:ResourceForm x442:ResourceVersionFeatureType x443:CorporateNameInverted x448:PublishingDateRole x449:CountriesIncluded
x450:RegionsIncluded x454:WorkRelationCode x455:ProductRelationCode x461:SupplyDateRole x462:PriceType x463:PriceConditionType
x472:TaxRatePercent x476:PriceDateRole x478:TitleStatement x481:CollectionSequenceNumber x482:ProductContactRole
x484:ProductContactName x507:NoProduct x532:OrderQuantityMinimum x552:StreetAddress x590:PostalCode
"""
# Composites, whose short tag is the reference tag in small letters.
_LOWERED = """
AlternativeName Barcode BatchBonus CollateralDetail Collection CollectionSequence ContentDetail Contributor DescriptiveDetail
Extent Header Imprint Language MainSubject Market MarketDate MarketPublishingDetail MarketRepresentation Measure MediaFile
Name OnOrderDetail OtherText Price PriceCondition PriceDate Product ProductContact ProductFormFeature ProductIdentifier
ProductionDetail ProductSupply ProductWebsite PromotionDetail Publisher PublishingDate PublishingDetail RecordSourceIdentifier
RelatedMaterial RelatedProduct RelatedWork ResourceFeature ResourceVersion ResourceVersionFeature Sender SenderIdentifier
Series Set Stock Subject Supplier SupplyDate SupplyDetail SupportingResource Tax Territory TextContent Title TitleDetail
TitleElement Website WorkIdentifier
"""
REFERENCE = dict(pair.split(":") for pair in _CODED.split()) | {name.lower(): name for name in _LOWERED.split()}
