// All that runs on a page. The build makes one file of it.

import "./accessibility.js";
import "./calculators.js";
import "./intake.js";
import "./report.js";
import "./lead.js";
import "./ahead.js";
