"""Small lists in every published format. All people, companies and ships in them are invented."""

# ruff: noqa: E501 - published lists have long lines

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-02-27T00:00:09.554Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>101</DATAID>
      <FIRST_NAME>MARIN </FIRST_NAME><SECOND_NAME>OLD</SECOND_NAME><THIRD_NAME>EXEMPLAR</THIRD_NAME>
      <UN_LIST_TYPE>Utopia</UN_LIST_TYPE>
      <NAME_ORIGINAL_SCRIPT>Марин Экземпляр</NAME_ORIGINAL_SCRIPT>
      <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>na</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Exemplar, Marino; Marinus Exemplar</ALIAS_NAME>
        <DATE_OF_BIRTH>1972-05-06</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Nick (Original script: Ник)</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-04-05</DATE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1973</TO_YEAR>
        <NOTE>Approximately</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>
        X 1234567</NUMBER></INDIVIDUAL_DOCUMENT>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>102</DATAID><FIRST_NAME>EXEMPLAR TRADING (EXT)</FIRST_NAME><UN_LIST_TYPE>Utopia</UN_LIST_TYPE>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Exemplar, Sons</ALIAS_NAME></ENTITY_ALIAS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""

EU = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.900.1" logicalId="900">
    <regulation regulationType="regulation" programme="UTO" numberTitle="1/2026" logicalId="1"><publicationUrl/></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Marin" middleName="" lastName="EXEMPLAR" wholeName="Marin EXEMPLAR" strong="true" logicalId="2"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Марин Экземпляр" nameLanguage="RU" strong="true"/>
    <nameAlias wholeName="Nick" strong="false" logicalId="3"/>
    <nameAlias firstName="Mara" lastName="Exempel" wholeName="" strong="true"><remark>Low quality a.k.a.</remark></nameAlias>
    <citizenship region="" countryIso2Code="IR" countryDescription="IRAN (ISLAMIC REPUBLIC OF)"/>
    <citizenship region="" countryIso2Code="00" countryDescription="UNKNOWN"/>
    <birthdate circa="false" calendarType="GREGORIAN" birthdate="1971-04-05" dayOfMonth="5" monthOfYear="4" year="1971"/>
    <birthdate circa="true" calendarType="GREGORIAN" year="1970"/>
    <birthdate circa="false" calendarType="GREGORIAN" monthOfYear="6" year="1972"/>
    <birthdate circa="true" calendarType="GREGORIAN" yearRangeFrom="1968" yearRangeTo="1973"/>
    <birthdate circa="false" calendarType="GREGORIAN" countryIso2Code="00"/>
    <identification identificationTypeCode="passport" number="X1234567" latinNumber="" countryIso2Code="IR"/>
  </sanctionEntity>
  <sanctionEntity logicalId="901">
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="EXEMPLAR TRADING" strong="true"/>
    <identification identificationTypeCode="imo" number="9999999"/>
  </sanctionEntity>
</export>
"""

UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <DateGenerated>10/06/2026</DateGenerated>
  <Designation>
    <LastUpdated>14/04/2026</LastUpdated><UniqueID>UTO0001</UniqueID><OFSIGroupID>7</OFSIGroupID>
    <Names>
      <Name><Name6>NICK</Name6><NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
      <Name><Name1>MARIN</Name1><Name2>OLD</Name2><Name6>EXEMPLAR</Name6><NameType>Primary Name</NameType></Name>
      <Name><Name1>Marino</Name1><Name6>Exemplar</Name6><NameType>Primary name variation</NameType></Name>
    </Names>
    <NonLatinNames><NonLatinName><NameNonLatinScript>Марин Экземпляр</NameNonLatinScript></NonLatinName></NonLatinNames>
    <RegimeName>The Utopia Regulations 2020</RegimeName>
    <IndividualEntityShip>Individual</IndividualEntityShip>
    <IndividualDetails><Individual>
      <DOBs><DOB>05/04/1971</DOB><DOB>dd/mm/1970</DOB><DOB>dd/06/1972</DOB></DOBs>
      <Nationalities><Nationality>Iran</Nationality></Nationalities>
      <PassportDetails><Passport><PassportNumber>X1234567</PassportNumber></Passport></PassportDetails>
      <NationalIdentifierDetails><NationalIdentifier><NationalIdentifierNumber>77</NationalIdentifierNumber>
      </NationalIdentifier></NationalIdentifierDetails>
    </Individual></IndividualDetails>
  </Designation>
  <Designation>
    <UniqueID>UTO0002</UniqueID><Names><Name><Name6>EXEMPLAR STAR</Name6><NameType>Primary Name</NameType></Name></Names>
    <IndividualEntityShip>Ship</IndividualEntityShip>
    <ShipDetails><Ship><IMONumbers><IMONumber>IMO9999999</IMONumber></IMONumbers>
      <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Panama</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips>
    </Ship></ShipDetails>
  </Designation>
</Designations>
"""

UK_CSV = (
    "Report Date: 10-Jun-2026\r\n"
    "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,"
    "Name non-latin script,Regime Name,Designation Type,Other Information,D.O.B,Nationality(/ies),Passport number,"
    "IMO number\r\n"
    "14/04/2026,UTO0001,7,EXEMPLAR,MARIN,OLD,,,,Primary Name,,Марин Экземпляр,Utopia,Individual,"
    '"Two lines,\r\nof reasons",05/04/1971,Iran,X1234567,\r\n'
    "14/04/2026,UTO0001,7,NICK,,,,,,Alias,Low quality a.k.a,,Utopia,Individual,,dd/mm/1970,Iran,X1234567,\r\n"
    "14/04/2026,UTO0001,7,Exemplar,Marino,,,,,Primary name variation,,,Utopia,Individual,,05/04/1971,,,\r\n"
    "14/04/2026,UTO0002,8,EXEMPLAR STAR,,,,,,Primary Name,,,Utopia,Ship,,,,,IMO9999999\r\n"
)

OFAC_SDN = (
    '101,"EXEMPLAR, Marin Old","individual","UTOPIA] [SDGT","Colonel",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 05 Apr 1971; alt. DOB circa 1970; POB Amaurot, Utopia; nationality Iran; alt. nationality Korea, North; '
    "citizen Utopia; Passport X1234567 (Iran) issued 01 Jan 2001 expires 01 Jan 2011; alt. Passport Y765 (Utopia); "
    "National ID No. 77 01 (Utopia); a.k.a. 'NICK'; a.k.a. 'EXEMPEL, Mara'; Linked To: EXEMPLAR TRADING.\"\r\n"
    '102,"EXEMPLAR TRADING, LTD.",-0- ,"UTOPIA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Tax ID No. 123 (Utopia); Organization Established Date 1990."\r\n'
    '103,"EXEMPLAR STAR","vessel","UTOPIA",-0- ,"UTCS1","Bulk Carrier","1","2","Panama","EXEMPLAR",'
    '"Vessel Registration Identification IMO 9999999; MMSI 999999999."\r\n'
    '104,"EX-PLR","aircraft","UTOPIA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    "\x1a"
)
OFAC_ALT = '101,1,"aka","EXEMPLAR, Marino",-0- \r\n102,2,"fka","EXEMPLAR & SONS",-0- \r\n\x1a'
OFAC_ADD = '101,1,"1 Main Street","Amaurot","Utopia",-0- \r\n\x1a'
OFAC_COMMENTS = "101,\"; a.k.a. 'LONG'; Cedula No. 88 (Utopia).\"\r\n"

OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>3</Month><Day>4</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <CountryValues><Country ID="11" ISO2="IR">Iran</Country><Country ID="12" ISO2="PA">Panama</Country></CountryValues>
    <FeatureTypeValues>
      <FeatureType ID="3">Vessel Flag</FeatureType><FeatureType ID="8">Birthdate</FeatureType>
      <FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="30">MMSI</FeatureType>
      <FeatureType ID="224">Gender</FeatureType>
    </FeatureTypeValues>
    <NamePartTypeValues>
      <NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
      <NamePartType ID="1522">Middle Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType>
      <NamePartType ID="1526">Vessel Name</NamePartType>
    </NamePartTypeValues>
    <PartySubTypeValues>
      <PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
      <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
    </PartySubTypeValues>
    <PartyTypeValues>
      <PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType>
    </PartyTypeValues>
    <SanctionsTypeValues>
      <SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType>
    </SanctionsTypeValues>
  </ReferenceValueSets>
  <Locations>
    <Location ID="51"><LocationCountry CountryID="11" CountryRelevanceID="1"/></Location>
    <Location ID="52"><LocationCountry CountryID="12" CountryRelevanceID="1"/></Location>
  </Locations>
  <IDRegDocuments>
    <IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="1001" IssuedBy-CountryID="11">
      <IDRegistrationNo>X1234567</IDRegistrationNo></IDRegDocument>
  </IDRegDocuments>
  <DistinctParties>
    <DistinctParty FixedRef="101">
      <Comment />
      <Profile ID="101" PartySubTypeID="4">
        <Identity ID="1001" FixedRef="101" Primary="true" False="false">
          <Alias FixedRef="101" AliasTypeID="1403" Primary="true" LowQuality="false">
            <DocumentedName ID="1" FixedRef="101" DocNameStatusID="1">
              <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">EXEMPLAR</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Marin</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="3" ScriptID="215">Old</NamePartValue></DocumentedNamePart>
            </DocumentedName>
            <DocumentedName ID="2" FixedRef="101" DocNameStatusID="2">
              <DocumentedNamePart><NamePartValue NamePartGroupID="4" ScriptID="220">Экземпляр</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="5" ScriptID="220">Марин</NamePartValue></DocumentedNamePart>
            </DocumentedName>
          </Alias>
          <Alias FixedRef="101" AliasTypeID="1400" Primary="false" LowQuality="true">
            <DocumentedName ID="3"><DocumentedNamePart><NamePartValue NamePartGroupID="6">NICK</NamePartValue>
            </DocumentedNamePart></DocumentedName>
          </Alias>
          <Alias FixedRef="101" AliasTypeID="1400" Primary="false" LowQuality="false">
            <DocumentedName ID="4">
              <DocumentedNamePart><NamePartValue NamePartGroupID="7">金</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="8">例</NamePartValue></DocumentedNamePart>
            </DocumentedName>
          </Alias>
          <NamePartGroups>
            <MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="3" NamePartTypeID="1522"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="4" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="5" NamePartTypeID="1521"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="6" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="7" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="8" NamePartTypeID="1521"/></MasterNamePartGroup>
          </NamePartGroups>
        </Identity>
        <Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1" ReliabilityID="1">
          <DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" DayFixed="false">
            <Start Approximate="false"><From><Year>1971</Year><Month>4</Month><Day>5</Day></From>
              <To><Year>1971</Year><Month>4</Month><Day>5</Day></To></Start>
            <End Approximate="false"><From><Year>1971</Year><Month>4</Month><Day>5</Day></From>
              <To><Year>1971</Year><Month>4</Month><Day>5</Day></To></End>
          </DatePeriod></FeatureVersion></Feature>
        <Feature ID="2" FeatureTypeID="8"><FeatureVersion ID="2" ReliabilityID="1">
          <DatePeriod CalendarTypeID="1">
            <Start Approximate="true"><From><Year>1970</Year><Month>1</Month><Day>1</Day></From>
              <To><Year>1970</Year><Month>1</Month><Day>1</Day></To></Start>
            <End Approximate="true"><From><Year>1970</Year><Month>12</Month><Day>31</Day></From>
              <To><Year>1970</Year><Month>12</Month><Day>31</Day></To></End>
          </DatePeriod></FeatureVersion></Feature>
        <Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3"><VersionLocation LocationID="51"/></FeatureVersion></Feature>
        <Feature ID="4" FeatureTypeID="224"><FeatureVersion ID="4"><VersionDetail>Male</VersionDetail></FeatureVersion></Feature>
      </Profile>
    </DistinctParty>
    <DistinctParty FixedRef="102"><Profile ID="102" PartySubTypeID="3"><Identity ID="1002">
      <Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="5"><DocumentedNamePart>
        <NamePartValue NamePartGroupID="9">EXEMPLAR TRADING, LTD.</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
      <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="9" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups>
    </Identity></Profile></DistinctParty>
    <DistinctParty FixedRef="103"><Profile ID="103" PartySubTypeID="1"><Identity ID="1003">
      <Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="6"><DocumentedNamePart>
        <NamePartValue NamePartGroupID="10">EXEMPLAR STAR</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
      <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="10" NamePartTypeID="1526"/></MasterNamePartGroup></NamePartGroups>
    </Identity>
      <Feature ID="5" FeatureTypeID="3"><FeatureVersion ID="5"><VersionLocation LocationID="52"/></FeatureVersion></Feature>
      <Feature ID="6" FeatureTypeID="30"><FeatureVersion ID="6"><VersionDetail>999999999</VersionDetail></FeatureVersion></Feature>
    </Profile></DistinctParty>
  </DistinctParties>
  <SanctionsEntries>
    <SanctionsEntry ID="1" ProfileID="101" ListID="1550">
      <SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>UTOPIA</Comment></SanctionsMeasure>
      <SanctionsMeasure ID="2" SanctionsTypeID="2"><Comment/></SanctionsMeasure>
    </SanctionsEntry>
  </SanctionsEntries>
</Sanctions>
"""

FTM = """\
{"id": "uto-1", "schema": "Person", "target": true, "properties": {"name": ["Marin Exemplar"], \
"alias": ["Marino Exemplar"], "weakAlias": ["Nick"], "birthDate": ["1971-04-05", "1970"], "nationality": ["ir"], \
"passportNumber": ["X1234567"], "topics": ["sanction"], "programId": ["UTO"]}}
{"id": "uto-1-passport", "schema": "Passport", "properties": {"holder": ["uto-1"], "number": ["X1234567"]}}
{"id": "uto-2", "schema": "Company", "properties": {"name": ["Exemplar Trading"], "previousName": ["Exemplar & Sons"], \
"jurisdiction": ["ir"], "registrationNumber": ["123"]}}
{"id": "uto-3", "schema": "Person", "properties": {"firstName": ["Mara"], "lastName": ["Exempel"]}}
"""

TARGETS = '''\
"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",\
"dataset","first_seen","last_seen","last_change"
"uto-1","Person","Marin Exemplar","Marino Exemplar;""Exemplar; Marinus""","1970;1971-04-05","ir","1 Main Street",\
"X1234567","","","","Utopia Sanctions","2026-01-01","2026-02-01","2026-01-01"
"uto-2","Company","Exemplar Trading","","","ir","","","","","","Utopia Sanctions","2026-01-01","2026-02-01","2026-01-01"
"uto-4","Address","1 Main Street","","","","","","","","","Utopia Sanctions","","",""
'''

OWN = """\
id,schema,name,aliases,birth_date,nationality,document_number
1,,Marin Exemplar,Marino Exemplar;Марин Экземпляр,05.04.1971;circa 1970,Iran;Utopia,X1234567;Y765
2,company,Exemplar Trading,,,,
"""
