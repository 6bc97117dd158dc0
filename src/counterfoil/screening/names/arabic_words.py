"""Names in Arabic script as lists in English write them: words whose short vowels the letters do not show."""

from typing import Final

# Arabic as it is written without vowels, letters that interchange as one (see arabic._SAME), then its romanisation.
_COMMON: Final = """
محمد muhammad|احمد ahmad|محمود mahmud|حمد hamad|حامد hamid|حمید hamid|علی ali|حسن hasan|حسین husayn|حسنین hasanayn|عمر umar|عثمان uthman
بکر bakr|ابوبکر abu bakr|ابراهیم ibrahim|ابرهیم ibrahim|اسماعیل ismail|اسمعیل ismail|اسحاق ishaq|اسحق ishaq|یعقوب yaqub|یوسف yusuf
موسی musa|عیسی isa|یحیی yahya|زکریا zakariya|داود dawud|داوود dawud|سلیمان sulayman|یونس yunus|ایوب ayyub|ادریس idris|ادم adam|آدم adam|نوح nuh
الیاس ilyas|هارون harun|لقمان luqman|خالد khalid|صالح salih|صلاح salah|سالم salim|سلیم salim|سلمان salman|سلیمه salima|مسلم muslim
سعید said|سعد sad|مسعود masud|سعود saud|اسعد asad|اسد asad|الاسد al asad|ولید walid|ولی wali|والی wali|طارق tariq|طاهر tahir|طه taha|طلال talal
فیصل faysal|فهد fahd|فواز fawwaz|فواد fuad|فاروق faruq|فرید farid|فارس faris|فرج faraj|فضل fadl|فاضل fadil|فوزی fawzi|فتحی fathi|فتح fath
عادل adil|عدنان adnan|عدی uday|قصی qusay|عزت izzat|عزیز aziz|عبده abduh|عبدو abdu|عبدی abdi|عبد abd|عبدالله abdullah|عابد abid|عباس abbas
عبود abbud|عبید ubayd|عبیده ubaydah|عصام isam|عصمت ismat|عاصم asim|عماد imad|عمار ammar|عامر amir|امیر amir|امین amin|ایمن ayman|انس anas|انور anwar
انیس anis|اکرم akram|اکبر akbar|اصغر asghar|اشرف ashraf|اسامه usama|اخضر akhdar|بشیر bashir|بشار bashar|بسام bassam|باسم basim|باسل basil|باقر baqir
باقی baqi|برهان burhan|بدر badr|بلال bilal|بندر bandar|بن bin|ابن ibn|بنت bint|تامر tamir|توفیق tawfiq|تیسیر taysir|ثامر thamir
جابر jabir|جبار jabbar|جاسم jasim|جعفر jafar|جلال jalal|جمال jamal|جمعه juma|جمیل jamil|جواد jawad|جهاد jihad|حاتم hatim|حارث harith|حبیب habib
حازم hazim|حسام husam|حسنی husni|حسان hassan|حکیم hakim|حماد hammad|حمدان hamdan|حمدی hamdi|حمزه hamza|حمود hammud|حنیف hanif|حیدر haydar
خضر khidr|خلف khalaf|خلیفه khalifa|خلیل khalil|خیر khayr|خمیس khamis|خان khan|رامی rami|راشد rashid|رشید rashid|رجا raja|رجاء raja|رجب rajab
رحمان rahman|رحمن rahman|رحیم rahim|رزاق razzaq|رضا rida|رضوان ridwan|رعد raad|رفیق rafiq|رمضان ramadan|رمزی ramzi|روح ruh|ریاض riyad|رووف rauf|روف rauf
رسول rasul|رسولی rasuli|زاید zayid|زید zayd|زیدان zaydan|زیاد ziyad|زهیر zuhayr|زینب zaynab|زهراء zahra|زهرا zahra|زین zayn|زاهد zahid|زاهر zahir
سامی sami|سامر samir|سمیر samir|سیف sayf|سید sayyid|سفیان sufyan|سلطان sultan|سهیل suhayl|سراج siraj|ستار sattar|سبحان subhan|شاکر shakir
شریف sharif|شعبان shaban|شفیق shafiq|شمس shams|شهاب shihab|شوقی shawqi|شوکت shawkat|شیر sher|شیخ sheikh|شاه shah|شکر shukr|شکور shakur|شیماء shayma
صادق sadiq|صابر sabir|صباح sabah|صبحی subhi|صبری sabri|صدام saddam|صدر sadr|صدیق siddiq|صعب sab|صفوت safwat|صمد samad|صبور sabur|صفی safi|ضیاء diya|ضیا diya
طالب talib|طیب tayyib|طلحه talha|طلعت talat|ظاهر zahir|ظفر zafar|ظهیر zahir|عائشه aisha|عایشه aisha|عارف arif|عاید ayid|عطا ata|عطاء ata|عطیه atiya
عقیل aqil|علاء ala|علا ala|علیم alim|عمران imran|عمرو amr|عنتر antar|عواد awwad|عوض awad|عید id|غازی ghazi|غالب ghalib|غانم ghanim|غسان ghassan|غفور ghafur
غفار ghaffar|غلام ghulam|غنی ghani|غیث ghayth|فادی fadi|فاطمه fatima|فائز fayiz|فایز fayiz|فخر fakhr|فوده fuda|فیاض fayyad|قاسم qasim|قادر qadir|قدیر qadir
قدوس quddus|قدری qadri|قهار qahhar|قیوم qayyum|قیس qays|قطب qutb|قاری qari|کامل kamil|کاظم kazim|کریم karim|کمال kamal|لطیف latif|لطفی lutfi|لیث layth|لیلی layla
ماجد majid|مجید majid|مازن mazin|مالک malik|ماهر mahir|مبارک mubarak|مبروک mabruk|متعب mutib|مجاهد mujahid|محسن muhsin|محی muhyi|محیی muhyi|محیالدین muhyi al din|مختار mukhtar
مراد murad|مروان marwan|مریم maryam|مزاحم muzahim|مصطفی mustafa|مصعب musab|مطلق mutlaq|مطیع muti|مظفر muzaffar|معاذ muadh|معاویه muawiya|معتز mutazz
معروف maruf|معین muin|مفتاح miftah|مقبل muqbil|مقبول maqbul|مقداد miqdad|مکی makki|ممدوح mamduh|منذر mundhir|منصور mansur|منیر munir|مهدی mahdi|مهند muhannad|موفق muwaffaq
مولا mawla|مولی mawla|مولوی mawlawi|ملا mullah|ملک malik|مومن mumin|منان mannan|مجتبی mujtaba|مرتضی murtada|معصوم masum|مظلوم mazlum|مقتدی muqtada|میر mir|میرزا mirza
ناجی naji|نادر nadir|ناصر nasir|نصر nasr|نصار nassar|نصیر nasir|نصور nassur|نایف nayif|نبیل nabil|نبی nabi|نجم najm|نجیب najib|نجاه najah|نذیر nadhir|نزار nizar
نظام nizam|نعمان numan|نعیم naim|نمر nimr|نواف nawwaf|نور nur|نوری nuri|نوال nawal|نعمت nimat|هادی hadi|هاشم hashim|هاشمی hashimi|هانی hani|هدایه hidaya|هشام hisham
هلال hilal|هلالی hilali|همام hammam|هیثم haytham|هیلال hilal|وائل wail|وایل wail|وجدی wajdi|وحید wahid|وسام wisam|وسیم wasim|وهاب wahhab|وکیل wakil|یاسر yasir|یاسین yasin
یزید yazid|یمان yaman|الله allah|اله allah|دین din|ام umm|ابو abu|ابا aba|ابی abi|ذو dhu|اول awal|آل al|اخوند akhund|آخوند akhund|آغا agha|اغا agha|حاجی haji|حاج haj|الحاج al hajj|دکتور dr
محمدی muhammadi|احمدی ahmadi|علوی alawi|موسوی musawi|حسینی husayni|رضوی ridawi|کاظمی kazimi|صادقی sadiqi|تکریتی tikriti|دوری duri|بغدادی baghdadi|مصری masri|سوری suri|شامی shami|لیبی libi
تونسی tunisi|جزایری jazairi|جزائری jazairi|مغربی maghribi|یمنی yamani|عدنی adani|صنعانی sanani|قحطانی qahtani|غامدی ghamdi|زهرانی zahrani|عتیبی utaybi|مطیری mutayri|شمری shammari|دوسری dawsari|عنزی anzi
حربی harbi|شهری shahri|عسیری asiri|عجمی ajmi|کویتی kuwayti|قطری qatari|عمری umari|سعدی sadi|تمیمی tamimi|جبوری jaburi|دلیمی dulaymi|عبیدی ubaydi|راوی rawi|حدیثی hadithi|ناصری nasiri|بدری badri
سامرائی samarrai|سامرایی samarrai|کردی kurdi|ترکی turki|فلسطینی filistini|اردنی urduni|لبنانی lubnani|سودانی sudani|صومالی sumali|افغانی afghani|بلوچی baluchi|هندی hindi|فارسی farsi|خراسانی khurasani|حقانی haqqani
هلمندی hilmandi|نورزی noorzai|نورزای noorzai|عالیزی alizai|اچکزی achakzai|بارکزی barakzai|پوپلزی popalzai|اسحاقزی ishaqzai|توخی tokhi|کاکر kakar|خروتی kharoti|زدران zadran|وردک wardak|منگل mangal|احمدزی ahmadzai|ابراهیمخیل ibrahimkhel
گل gul|گلاب gulab|خیل khel|جان jan|داد dad|یار yar|زی zai|زاده zada|پور pur|نژاد nejad|بابا baba|پیر pir|شیرین shirin|وزیر wazir|امان aman|امیرالدین amir al din|حکمت hikmat|همت himmat
عظیم azim|اعظم azam|معظم muazzam|افضل afdal|اکمل akmal|اجمل ajmal|امجد amjad|ارشد arshad|راجه raja|بیگ beg|بیگم begum|بی bi|بانو banu|پرویز parviz|فرهاد farhad|بهرام bahram|رستم rustam|جمشید jamshid|خورشید khurshid
حق haq|عالی ali|تقی taqi|نقی naqi|جعفری jafari|باقری baqiri|قربان qurban|قاسمی qasimi|رحیمی rahimi|کریمی karimi|اکبری akbari|عباسی abbasi|یزدی yazdi|تهرانی tehrani|شیرازی shirazi|اصفهانی isfahani|کرمانی kirmani
ثانی thani|عمید amid|اصیل asil|ازهر azhar|ازهری azhari|مقری muqri|مدنی madani|حارثی harithi|زرقاوی zarqawi|ظواهری zawahiri|عولقی awlaqi|عولقی awlaqi|وحیشی wuhayshi|ریمی raymi|بنا banna|لادن ladin|غامد ghamid
حوثی huthi|بصیر basir|قندهاری qandahari|کابلی kabuli|بدخشی badakhshi|تخاری takhari|ننگرهاری nangarhari|غوث ghaws|رقیب raqib|واحد wahid|احد ahad|ناظم nazim|ناظر nazir|نظر nazar|عتیق atiq|عتیقالله atiq allah|رحمت rahmat
نجیبالله najib allah|شهید shahid|شهیر shahir|صاحب sahib|کوثر kawthar|محب muhib|محبوب mahbub|مشتاق mushtaq|ممتاز mumtaz|مهر mihr|شیرعلی sher ali|نیاز niyaz|ایاز ayaz|ریاض riyad|فیض fayd|فیاض fayyad|فضیل fudayl|صفر safar
آصف asif|آیت ayat|ابتسام ibtisam|اجود ajwad|احسان ihsan|ادیب adib|اسلام islam|اسماء asma|افتخار iftikhar|اقبال iqbal|الهام ilham|امل amal|انتصار intisar|انصاری ansari|اوس aws|اویس uways|ایاد iyad|ایهاب ihab|ایمان iman
باهر bahir|بتول batul|بدیع badi|براء bara|بشری bushra|بهاء baha|بهجت bahjat|تحسین tahsin|تقوی taqwa|تمام tammam|تمیم tamim|ثروت tharwat|ثناء thana|جبر jabr|جبریل jibril|جریر jarir|جلیل jalil|جنید junayd|جوهر jawhar|جوهری jawhari
حبیبه habiba|حجاج hajjaj|حذیفه hudhayfa|حسیب hasib|حسنه hasana|حکم hakam|حلمی hilmi|حلیم halim|حلیمه halima|حمیده hamida|حنان hanan|حواء hawa|حی hay|حیاه hayat|خدیجه khadija|خطاب khattab|خطیب khatib|خلدون khaldun|خولی khuli|خداد khudad|خدا khuda|خدای khudai
درویش darwish|دوست dost|تورک torak|دلال dalal|ذیب dhib|راضی radi|راغب raghib|رافع rafi|رامز ramiz|رباب rabab|ربیع rabi|ربیعی rabii|رجاء raja|رشاد rashad|رشدی rushdi|رشید rashid|رقیه ruqayya|رویده ruwayda|ریم rim|ریان rayyan|زاکی zaki|زکی zaki|زبیر zubayr|زیتون zaytun
ساره sara|ساجد sajid|ساجده sajida|ساهر sahir|سبع sab|سبیع subay|سعاد suad|سعدون sadun|سعداوی sadawi|سعدالله sad allah|سفر safar|سکینه sakina|سلام salam|سلامه salama|سلطانی sultani|سمیع sami|سمیه sumayya|سمیحه samiha|سناء sana|سهام siham|سوسن sawsan|سویلم suwaylim|سیار sayyar
شادی shadi|شاهین shahin|شبل shibl|شجاع shuja|شداد shaddad|شعیب shuayb|شهباز shahbaz|شیبانی shaybani|صباغ sabbagh|صفاء safa|صفیه safiyya|صهیب suhayb|صواف sawwaf|صیام siyam|ضرار dirar|طاهره tahira|طاهری tahiri|طراد tarrad|طلیب tulayb|طنطاوی tantawi|طویل tawil
عاشور ashur|عاطف atif|عاکف akif|عامری amiri|عباده ubada|عبلا abla|عتبه utba|عدیله adila|عرفات arafat|عرفان irfan|عروه urwa|عزام azzam|عزمی azmi|عساف assaf|عسکری askari|عصمان usman|عفاف afaf|عقبه uqba|عکرمه ikrima|علاوی allawi|علوان alwan|عماری ammari|عمیر umayr|عمران imran|عواد awwad|عوده awda|عون awn|عیاد ayyad|عیاش ayyash|عیاشی ayyashi|عیضه ida
غاده ghada|غازیه ghaziya|غدیر ghadir|غزالی ghazali|غزوان ghazwan|غیاث ghiyath|فاتح fatih|فالح falih|فتاح fattah|فخری fakhri|فراج farraj|فراس firas|فرج faraj|فرحان farhan|فرحات farhat|فضه fidda|فهیم fahim|فهمی fahmi|فوزیه fawziyya|فیاض fayyad|فیروز firuz|فیصل faysal
قاضی qadi|قبلان qablan|قحطان qahtan|قرشی qurashi|قریشی qurayshi|قطان qattan|قیصر qaysar|کاید kayid|کاشف kashif|کاملی kamili|کرم karam|کفاح kifah|کلثوم kulthum|کنان kinan|لبنی lubna|لؤی luay|لوی luay|لبیب labib|لطفی lutfi|لقاء liqa|لمیاء lamya
ماهر mahir|متولی mutawalli|متین matin|مثنی muthanna|مجدی majdi|محجوب mahjub|محرز muhriz|محفوظ mahfuz|محمودی mahmudi|مخلص mukhlis|مدحت midhat|مرزوق marzuq|مرسی mursi|مرشد murshid|مرهف murhaf|مروه marwa|مزمل muzzammil|مسعد musad|مسفر misfir|مشعل mishal|مشهور mashhur|مصباح misbah|مطر matar|مطهر mutahhar|مظهر mazhar|معتصم mutasim|معتمد mutamad|معمر muammar|مفید mufid|مفلح muflih|مقرن muqrin|ملحم mulhim|مناف munaf|منتصر muntasir|منجد munajjid|منی muna|مهنا muhanna|مهدیه mahdiyya|موید muayyad|میسر maysar|میلاد milad|مدثر muddathir|متعال mutaal|مطلب muttalib|مقتدر muqtadir|مسلمی muslimi
ناصح nasih|ناظری naziri|نافع nafi|نایل nail|نائل nail|ناهد nahid|نبهان nabhan|نبیه nabih|نجاح najah|نجدت najdat|نجلاء najla|نجوی najwa|ندی nada|ندیم nadim|نشات nashat|نصری nasri|نضال nidal|نظیر nazir|نعیمه naima|نهی nuha|نواز nawaz|نوح nuh|نورالدین nur al din|نهاد nihad|هاجر hajar|هادیه hadiya|هبه hiba|هدی huda|هند hind|هنیه haniyya|هیفاء hayfa|هیا haya
وجیه wajih|وحدت wahdat|وداد widad|وردی wardi|وصفی wasfi|وضاح waddah|وفاء wafa|وفیق wafiq|یاسمین yasmin|یحیوی yahyawi|یعرب yarub|یمنی yamani|یوسفی yusufi|یسری yusri|یسار yasar|یمین yamin
عتیبه utayba|بلعید belaid|بلقاسم belkacem|بلحاج belhaj|بوعلام boualem|بومدین boumediene|بوتفلیقه bouteflika|جیلالی djilali|الطاف altaf|الماس almas|البرت albert|ولد wuld|ذوالقرنین dhu al qarnayn|ذوالفقار dhu al faqar|سیدی sidi|مولای moulay|لالا lala|عبدالحی abd al hay
انصار ansar|تیمور timur|شهرام shahram|شهریار shahriyar|سهراب suhrab|سیاوش siyavash|سیامک siyamak|کامران kamran|کاوه kaveh|کیان kiyan|کیومرث kiumars|کوروش kourosh|داریوش dariush|ارسلان arslan|اردشیر ardashir|اسفندیار esfandiar|آرش arash|آرمین armin|آرمان arman|بابک babak|بهزاد behzad|بهنام behnam|بهمن bahman|بیژن bijan|پیمان peyman|پژمان pejman|پوریا pouria|حشمت heshmat|حجت hojjat|خسرو khosrow|داریوش dariush|رامین ramin|روزبه roozbeh|سپهر sepehr|سعیده saeedeh|سهیلا soheila|شاپور shapour|شیوا shiva|فریبرز fariborz|فریدون fereydoun|فرزاد farzad|فرزانه farzaneh|فرشاد farshad|فرشید farshid|قلی qoli|کیوان keyvan|مجید majid|مسعود masoud|منوچهر manouchehr|مهران mehran|مهرداد mehrdad|مهناز mahnaz|نرگس narges|نسرین nasrin|نوید navid|هوشنگ houshang|هومن houman|یزدان yazdan|زیبا ziba|ستایش setayesh|نازنین nazanin|نیلوفر niloofar|پریسا parisa|مجتهدی mojtahedi|روحانی rouhani|خامنهای khamenei|خاتمی khatami|لاریجانی larijani|شمخانی shamkhani|سلیمانی soleimani|سلامی salami|زنجانی zanjani|همدانی hamadani|قمی qomi|مشهدی mashhadi|نوری nuri|مرادی moradi|احمدزاده ahmadzadeh|امینی amini|ابراهیمی ebrahimi|اسماعیلی esmaili|جلالی jalali|سلطان sultan|طباطبایی tabatabaei|طاهر tahir|عظیمی azimi|فتحی fathi|کمالی kamali|میرزایی mirzaei|نظری nazari|یوسفی yousefi|زارعی zarei|علیزاده alizadeh|محمدزاده mohammadzadeh|حسنزاده hassanzadeh|قاسمزاده ghasemzadeh|خلیلی khalili|رستمی rostami|شریفی sharifi|صالحی salehi
زمان zaman|زرداری zardari|بھٹو bhutto|شهباز shahbaz|چوہدری chaudhry|چودهری chaudhry|راجا raja|ملتانی multani|پشاوری peshawari|لاهوری lahori|کشمیری kashmiri|سندهی sindhi|پنجابی punjabi|آفریدی afridi|محسود mehsud|یوسفزی yusufzai|خٹک khattak|بنگش bangash|شنواری shinwari|مومند mohmand|ستانکزی stanikzai|ترکی taraki|امیری amiri|سالک salik|مطمین mutmain|عزیزی azizi|رحمانی rahmani|سبحانی subhani|غزنوی ghaznavi|لوگری logari|لغمانی laghmani|کنری kunari|پکتیاوال paktiawal|هروی herawi|بلخی balkhi|مزاری mazari|جوزجانی jawzjani
"""
_PERSIAN: Final = """
رضا reza|مرتضی morteza|مجتبی mojtaba|ابراهیم ebrahim|محسن mohsen|حسین hossein|محمد mohammad|مهدی mehdi|اسماعیل esmail|ناصر naser|باقر bagher|فاضل fazel|فضل fazl|رمضان ramazan|رضوی razavi
فیاض fayyaz|فیض faiz|افضل afzal|ریاض riaz|حافظ hafiz|ذاکر zakir|نذیر nazir|ضیا zia|رضوان rizwan|موسوی mousavi|ضیاء zia|عثمان usman|خضر khizr|ذوالفقار zulfiqar|مولوی mawlawi|قاضی qazi|اخضر akhzar
سید sayed|حسینی hosseini|هاشمی hashemi|قاسمی ghasemi|علوی alavi|محمدی mohammadi|نوروزی noruzi|حیدر haidar|شیر sher|شیخ sheikh|عزت ezzat|عصمت esmat
"""


ALIKE: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ئ": "ی", "ے": "ی", "ۓ": "ی", "ك": "ک", "ڪ": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ٲ": "ا",
     "ؤ": "و", "ۋ": "و", "ۆ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ء": None, "ـ": None, "ٕ": None, "ٔ": None}
)  # fmt: skip
"""Letters that spellings of one name interchange, as one."""


def _lexicon(text: str) -> dict[str, str]:
    """Read entries; of two for one word the later counts."""
    entries = (entry.strip().partition(" ") for line in text.splitlines() for entry in line.split("|") if entry.strip())
    return {word.translate(ALIKE): romanised for word, _, romanised in entries}


LEXICON: Final = _lexicon(_COMMON)
"""Words of names and how they are written in Latin letters."""

PERSIAN_LEXICON: Final = _lexicon(_PERSIAN)
"""The same where Persian, Pashto and Urdu say them otherwise."""
