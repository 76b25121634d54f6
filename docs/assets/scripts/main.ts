// All that runs on a page. The build makes one file of it.

import "./address.ts";
import "./accessibility.ts";
import "./paper.ts";
import "./form.ts";
import "./intake.ts";
import "./report.ts";
import "./lead.ts";
import "./quick.ts";
import "./filter.ts";
import "./teasers.ts";
import "./ahead.ts";
import "./search.ts";
import "./device.ts";
import "./embed_chooser.ts";
